package no.dotkom.portal.localaws.wire;

import java.util.Map;
import java.util.Optional;

/**
 * Tells which operation a request means, and in which protocol to talk about it. Neither host nor signature is looked
 * at: the target header, the path or the version with the action decide, so one port serves all services.
 */
final class Routes {
    /** The date that a query request calls its version tells the service; the namespace is that of its answers. */
    private static final Map<String, String> NAMESPACES = Map.of(
            "2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
            "2011-01-01", "http://autoscaling.amazonaws.com/doc/2011-01-01/",
            "2010-08-01", "http://monitoring.amazonaws.com/doc/2010-08-01/",
            "2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/",
            "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/",
            "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

    private static final String EC2_VERSION = "2016-11-15";
    private static final String ROUTE53 = "/2013-04-01/";
    private static final String ROUTE53_NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";

    /** Where a request goes: {@code operation} is empty when it is not modelled, and {@code asked} names it. */
    record Route(String asked, Optional<Operation> operation, Codec codec) {}

    private final Operations operations;

    Routes(Operations operations) {
        this.operations = operations;
    }

    Route of(Request request) {
        var target = request.header("x-amz-target");
        if (!target.isEmpty()) {
            return json(request, target);
        }
        if (request.header("smithy-protocol").contains("cbor")) {
            return new Route("CBOR " + request.path(), Optional.empty(), new Codec.OfJson("application/json", false));
        }
        return request.path().startsWith(ROUTE53) ? rest(request) : query(form(request));
    }

    /** The Java SDK and botocore put the parameters into the body; a query string is read as well. */
    static Map<String, String> form(Request request) {
        return Form.parameters(request.body().length == 0 ? request.query() : request.text());
    }

    private Route json(Request request, String target) {
        var operation = operations.byTarget(target);
        var second = operation.filter(o -> o.protocol() != Protocol.JSON).isPresent();
        return new Route(target, operation, new Codec.OfJson(request.header("content-type"), second));
    }

    private Route rest(Request request) {
        var asked = request.method() + " " + request.path();
        return operations
                .byPath(request.method(), request.path())
                .map(m -> new Route(asked, Optional.of(m.operation()), new Codec.OfRestXml(ROUTE53_NAMESPACE, m)))
                .orElseGet(() -> new Route(asked, Optional.empty(), new Codec.OfQuery(ROUTE53_NAMESPACE)));
    }

    private Route query(Map<String, String> parameters) {
        var version = parameters.getOrDefault("Version", "");
        var action = parameters.getOrDefault("Action", "");
        var namespace = NAMESPACES.getOrDefault(version, "");
        return new Route(
                action + " of version " + version,
                operations.byAction(version, action),
                version.equals(EC2_VERSION) ? new Codec.OfEc2(namespace) : new Codec.OfQuery(namespace));
    }
}
