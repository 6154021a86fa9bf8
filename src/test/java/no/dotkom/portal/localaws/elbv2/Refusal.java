package no.dotkom.portal.localaws.elbv2;

import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/** The errors of Elastic Load Balancing, each with its code and words; every code differs from its class's name. */
final class Refusal {
    private Refusal() {}

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(ElasticLoadBalancingV2Exception.builder(), "ValidationError", message);
    }

    static AwsServiceException notModelled(String what) {
        return AwsErrors.of(
                ElasticLoadBalancingV2Exception.builder(),
                "NotModelled",
                501,
                "AWS on this machine does not model " + what);
    }

    static AwsServiceException noLoadBalancer(Object which) {
        return AwsErrors.of(
                LoadBalancerNotFoundException.builder(),
                "LoadBalancerNotFound",
                "Load balancers '%s' not found".formatted(which));
    }

    static AwsServiceException noListener(Object which) {
        return AwsErrors.of(
                ListenerNotFoundException.builder(), "ListenerNotFound", "Listeners '%s' not found".formatted(which));
    }

    static AwsServiceException noRule(Object which) {
        return AwsErrors.of(RuleNotFoundException.builder(), "RuleNotFound", "Rules '%s' not found".formatted(which));
    }

    static AwsServiceException noTargetGroup(Object which) {
        return AwsErrors.of(
                TargetGroupNotFoundException.builder(),
                "TargetGroupNotFound",
                "Target groups '%s' not found".formatted(which));
    }

    static AwsServiceException priorityInUse(Object priority) {
        return AwsErrors.of(
                PriorityInUseException.builder(),
                "PriorityInUse",
                "Priority '%s' is currently in use".formatted(priority));
    }

    static AwsServiceException tooManyRules(String loadBalancer) {
        return AwsErrors.of(
                TooManyRulesException.builder(),
                "TooManyRules",
                "The maximum number of rules has been reached on load balancer '%s'".formatted(loadBalancer));
    }

    static AwsServiceException tooManyUniqueTargetGroups(String loadBalancer) {
        return AwsErrors.of(
                TooManyUniqueTargetGroupsPerLoadBalancerException.builder(),
                "TooManyUniqueTargetGroupsPerLoadBalancer",
                "You've reached the limit on the number of unique target groups per load balancer for '%s'"
                        .formatted(loadBalancer));
    }

    static AwsServiceException tooManyTargetGroups() {
        return AwsErrors.of(
                TooManyTargetGroupsException.builder(),
                "TooManyTargetGroups",
                "The maximum number of target groups has been reached for the account");
    }

    static AwsServiceException associated(String targetGroup) {
        return AwsErrors.of(
                TargetGroupAssociationLimitException.builder(),
                "TargetGroupAssociationLimit",
                "The following target groups cannot be associated with more than one load balancer: " + targetGroup);
    }

    static AwsServiceException duplicateTargetGroup(String name) {
        return AwsErrors.of(
                DuplicateTargetGroupNameException.builder(),
                "DuplicateTargetGroupName",
                "A target group with the same name '%s' exists, but with different settings".formatted(name));
    }

    static AwsServiceException targetGroupInUse(String arn) {
        return AwsErrors.of(
                ResourceInUseException.builder(),
                "ResourceInUse",
                "Target group '%s' is currently in use by a listener or a rule".formatted(arn));
    }

    static AwsServiceException notPermitted(String message) {
        return AwsErrors.of(OperationNotPermittedException.builder(), "OperationNotPermitted", message);
    }

    static AwsServiceException invalidTarget(String message) {
        return AwsErrors.of(InvalidTargetException.builder(), "InvalidTarget", message);
    }

    static AwsServiceException tooManyTargets(String arn) {
        return AwsErrors.of(
                TooManyTargetsException.builder(),
                "TooManyTargets",
                "The maximum number of targets has been reached for '%s'".formatted(arn));
    }

    static AwsServiceException tooManyActions(String message) {
        return AwsErrors.of(TooManyActionsException.builder(), "TooManyActions", message);
    }

    static AwsServiceException invalidAction(String message) {
        return AwsErrors.of(InvalidLoadBalancerActionException.builder(), "InvalidLoadBalancerAction", message);
    }

    static AwsServiceException invalidConfiguration(String message) {
        return AwsErrors.of(InvalidConfigurationRequestException.builder(), "InvalidConfigurationRequest", message);
    }

    static AwsServiceException tooManyTags() {
        return AwsErrors.of(
                TooManyTagsException.builder(), "TooManyTags", "The maximum number of tags per resource is '50'");
    }

    static AwsServiceException duplicateTags() {
        return AwsErrors.of(
                DuplicateTagKeysException.builder(), "DuplicateTagKeys", "Tag keys must be unique in a request");
    }

    static AwsServiceException duplicateListener(int port) {
        return AwsErrors.of(
                DuplicateListenerException.builder(),
                "DuplicateListener",
                "A listener already exists on this port for this load balancer: " + port);
    }

    static AwsServiceException noCertificate(Object arn) {
        return AwsErrors.of(
                CertificateNotFoundException.builder(),
                "CertificateNotFound",
                "Certificate '%s' not found".formatted(arn));
    }

    static AwsServiceException unsupportedCertificate(String arn) {
        return AwsErrors.of(
                ElasticLoadBalancingV2Exception.builder(),
                "UnsupportedCertificate",
                "The certificate '%s' must have a fully-qualified domain name, a supported signature, and a supported key size."
                        .formatted(arn));
    }

    static AwsServiceException tooManyCertificates(String listener) {
        return AwsErrors.of(
                TooManyCertificatesException.builder(),
                "TooManyCertificates",
                "The maximum number of certificates has been reached on listener '%s'".formatted(listener));
    }
}
