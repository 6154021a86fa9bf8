package no.dotkom.portal.localaws.elbv2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Page;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** Application load balancers and their listeners. */
final class Balancers {
    /** The hosted zone of every ALB in eu-north-1, for alias records. */
    private static final String ZONE = "Z23TAZ6LKFMNIO";

    private final Estate estate;
    private final Rules rules;
    private Predicate<String> unusable = arn -> false;
    private final Map<String, List<Certificate>> certificates = new HashMap<>();

    Balancers(Estate estate, Rules rules) {
        this.estate = estate;
        this.rules = rules;
    }

    LoadBalancer create(CreateLoadBalancerRequest request) {
        if (request.subnets().size() < 2) {
            throw Refusal.invalid("At least two subnets in two different Availability Zones must be specified");
        }
        var name = request.name();
        if (estate.loadBalancers.values().stream()
                .anyMatch(lb -> lb.loadBalancerName().equals(name))) {
            throw AwsErrors.of(
                    DuplicateLoadBalancerNameException.builder(),
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '%s' exists, but with different settings".formatted(name));
        }
        var arn = estate.arn("loadbalancer/app/" + name, request.tags());
        var zones = "abc";
        var made = LoadBalancer.builder()
                .loadBalancerArn(arn)
                .loadBalancerName(name)
                .dnsName("%s-%s.%s.elb.amazonaws.com"
                        .formatted(
                                name,
                                estate.account.random().nextInt(100_000_000, 999_999_999),
                                estate.account.region()))
                .canonicalHostedZoneId(ZONE)
                .createdTime(estate.timeline.instant())
                .scheme(Objects.requireNonNullElse(request.scheme(), LoadBalancerSchemeEnum.INTERNET_FACING))
                .type(LoadBalancerTypeEnum.APPLICATION)
                .ipAddressType(IpAddressType.IPV4)
                .state(state -> state.code(LoadBalancerStateEnum.ACTIVE))
                .securityGroups(request.securityGroups())
                .availabilityZones(Stream.iterate(0, n -> n < request.subnets().size(), n -> n + 1)
                        .map(n -> AvailabilityZone.builder()
                                .zoneName(estate.account.region() + zones.charAt(n % zones.length()))
                                .subnetId(request.subnets().get(n))
                                .build())
                        .toList())
                .build();
        estate.loadBalancers.put(arn, made);
        return made;
    }

    /** The VPC is not in the request: AWS knows it from the subnets. */
    LoadBalancer placed(LoadBalancer loadBalancer, String vpcId) {
        var placed = loadBalancer.toBuilder().vpcId(vpcId).build();
        estate.loadBalancers.put(placed.loadBalancerArn(), placed);
        return placed;
    }

    Page<LoadBalancer> describe(DescribeLoadBalancersRequest request) {
        request.loadBalancerArns().forEach(estate::loadBalancer);
        request.names().forEach(this::checkNamed);
        var unasked = request.loadBalancerArns().isEmpty() && request.names().isEmpty();
        var all = estate.loadBalancers.values().stream()
                .filter(lb -> unasked
                        || request.loadBalancerArns().contains(lb.loadBalancerArn())
                        || request.names().contains(lb.loadBalancerName()))
                .toList();
        return Page.of(all, request.marker(), request.pageSize(), Limits.PAGE, () -> Refusal.invalid("Invalid marker"));
    }

    private void checkNamed(String name) {
        if (estate.loadBalancers.values().stream()
                .noneMatch(lb -> lb.loadBalancerName().equals(name))) {
            throw Refusal.noLoadBalancer("[" + name + "]");
        }
    }

    Listener createListener(CreateListenerRequest request) {
        var loadBalancer = estate.loadBalancer(request.loadBalancerArn());
        if (estate.listeners.values().stream()
                .anyMatch(l -> l.loadBalancerArn().equals(request.loadBalancerArn())
                        && l.port().equals(request.port()))) {
            throw Refusal.duplicateListener(request.port());
        }
        if (request.protocol() == ProtocolEnum.HTTPS && request.certificates().isEmpty()) {
            throw Refusal.invalid("A certificate must be specified for HTTPS listeners");
        }
        var actions = Actions.accepted(request.defaultActions());
        var path = HealthChecks.tail(loadBalancer.loadBalancerArn()).replaceFirst("loadbalancer/", "listener/");
        var listener = Listener.builder()
                .listenerArn(estate.arn(path, request.tags()))
                .loadBalancerArn(request.loadBalancerArn())
                .protocol(request.protocol())
                .port(request.port())
                .certificates(request.certificates())
                .sslPolicy(request.protocol() == ProtocolEnum.HTTPS ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null)
                .defaultActions(actions)
                .build();
        rules.checkTargetGroups(listener, actions, Stream.empty());
        estate.listeners.put(listener.listenerArn(), listener);
        certificates.put(listener.listenerArn(), new ArrayList<>());
        rules.put(defaultRule(listener, actions), List.of());
        return listener;
    }

    private Rule defaultRule(Listener listener, List<Action> actions) {
        var path = HealthChecks.tail(listener.listenerArn()).replaceFirst("listener/", "listener-rule/");
        return Rule.builder()
                .ruleArn(estate.arn(path, List.of()))
                .priority("default")
                .conditions(List.of())
                .actions(actions)
                .isDefault(true)
                .build();
    }

    Listener modifyListener(ModifyListenerRequest request) {
        var old = estate.listener(request.listenerArn());
        var next = old.toBuilder();
        if (request.hasDefaultActions()) {
            var actions = Actions.accepted(request.defaultActions());
            var rule = estate.rulesOf(old.listenerArn()).getLast();
            rules.checkTargetGroups(old, actions, Stream.of(rule));
            rules.put(rule.toBuilder().actions(actions).build(), rule.actions());
            next.defaultActions(actions);
        }
        if (request.hasCertificates()) {
            next.certificates(request.certificates());
        }
        estate.listeners.put(old.listenerArn(), next.build());
        return next.build();
    }

    void deleteListener(String arn) {
        estate.listener(arn);
        estate.rulesOf(arn).forEach(rule -> {
            estate.rules.remove(rule.ruleArn());
            estate.forget(rule.ruleArn());
        });
        estate.listeners.remove(arn);
        estate.forget(arn);
    }

    Page<Listener> describeListeners(DescribeListenersRequest request) {
        if (request.loadBalancerArn() == null == request.listenerArns().isEmpty()) {
            throw Refusal.invalid("You must specify either listener ARNs or a load balancer ARN");
        }
        if (request.loadBalancerArn() != null) {
            estate.loadBalancer(request.loadBalancerArn());
        }
        request.listenerArns().forEach(estate::listener);
        var all = estate.listeners.values().stream()
                .filter(l -> request.listenerArns().contains(l.listenerArn())
                        || l.loadBalancerArn().equals(request.loadBalancerArn()))
                .toList();
        return Page.of(all, request.marker(), request.pageSize(), Limits.PAGE, () -> Refusal.invalid("Invalid marker"));
    }

    List<String> presenting(String certificateArn) {
        return certificates.entrySet().stream()
                .filter(each -> each.getValue().stream()
                        .anyMatch(certificate -> certificate.certificateArn().equals(certificateArn)))
                .map(each -> estate.listener(each.getKey()).loadBalancerArn())
                .distinct()
                .toList();
    }

    void refuse(Predicate<String> certificate) {
        unusable = certificate;
    }

    /** Adding twice succeeds. */
    List<Certificate> addCertificates(String listenerArn, List<Certificate> added) {
        var listener = estate.listener(listenerArn);
        var extra = certificates.getOrDefault(listener.listenerArn(), new ArrayList<>());
        for (var certificate : added) {
            if (certificate.certificateArn() == null
                    || !certificate.certificateArn().startsWith("arn:aws:acm:")) {
                throw Refusal.noCertificate(certificate.certificateArn());
            }
            if (unusable.test(certificate.certificateArn())) {
                throw Refusal.unsupportedCertificate(certificate.certificateArn());
            }
            if (extra.stream().noneMatch(c -> c.certificateArn().equals(certificate.certificateArn()))) {
                if (extra.size() >= Limits.CERTIFICATES) {
                    throw Refusal.tooManyCertificates(listenerArn);
                }
                extra.add(Certificate.builder()
                        .certificateArn(certificate.certificateArn())
                        .isDefault(false)
                        .build());
            }
        }
        return added;
    }

    void removeCertificates(String listenerArn, List<Certificate> removed) {
        estate.listener(listenerArn);
        certificates
                .getOrDefault(listenerArn, new ArrayList<>())
                .removeIf(c -> removed.stream().anyMatch(r -> c.certificateArn().equals(r.certificateArn())));
    }

    Page<Certificate> describeCertificates(DescribeListenerCertificatesRequest request) {
        var listener = estate.listener(request.listenerArn());
        var all = Stream.concat(
                        listener.certificates().stream()
                                .map(c -> c.toBuilder().isDefault(true).build()),
                        certificates.getOrDefault(request.listenerArn(), List.of()).stream())
                .toList();
        return Page.of(all, request.marker(), request.pageSize(), Limits.PAGE, () -> Refusal.invalid("Invalid marker"));
    }
}
