package no.dotkom.portal.localaws.wire;

/** How each service says that it is asked too often. */
final class Throttling {
    private Throttling() {}

    static Fault of(Fault.Call call) {
        return switch (call.service()) {
            case "ec2" -> new Fault.Refused("RequestLimitExceeded", 503, "Request limit exceeded.");
            case "elasticloadbalancingv2", "autoscaling", "cloudwatch", "route53", "sts", "iam" ->
                new Fault.Refused("Throttling", 400, "Rate exceeded");
            default -> new Fault.Refused("ThrottlingException", 400, "Rate exceeded");
        };
    }
}
