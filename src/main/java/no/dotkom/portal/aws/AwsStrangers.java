package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.plan.OwnershipTags;
import no.dotkom.portal.plan.Platform;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Reads services that others made, with all that belongs to each. Writes nothing. */
@Component
class AwsStrangers implements Strangers {
    private final EcsCalls ecs;
    private final ElbCalls elb;
    private final LogsCalls logs;
    private final CurrentPlatform platforms;

    AwsStrangers(EcsCalls ecs, ElbCalls elb, LogsCalls logs, CurrentPlatform platforms) {
        this.ecs = ecs;
        this.elb = elb;
        this.logs = logs;
        this.platforms = platforms;
    }

    @Override
    public List<Stranger> all() {
        return read(() -> {
            var platform = platforms.current();
            return look(
                    ecs.services(
                            platform.cluster().value(),
                            ecs.serviceNames(platform.cluster().value())),
                    platform);
        });
    }

    @Override
    public Optional<Stranger> find(String service) {
        return read(() -> {
            var platform = platforms.current();
            return look(ecs.services(platform.cluster().value(), List.of(service)), platform).stream()
                    .findFirst();
        });
    }

    private List<Stranger> look(List<Service> services, Platform platform) {
        var rules = new HashMap<Gateway, List<Rule>>();
        platform.gateways()
                .forEach(gateway ->
                        rules.put(gateway, elb.rules(gateway.listener().value())));
        var strangers = new ArrayList<Stranger>();
        for (var service : services) {
            var tags = Tags.of(service.tags());
            if (service.status().equals("ACTIVE") && !OwnershipTags.managed(tags)) {
                var lines = new StrangerReading(service, tags.getOrDefault("Deployment", ""), platform, rules);
                strangers.add(lines.read(ecs, elb, logs));
            }
        }
        strangers.sort((a, b) -> a.service().compareTo(b.service()));
        return strangers;
    }

    private static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException thrown) {
            throw new Unanswered(Said.text(thrown), thrown);
        }
    }
}
