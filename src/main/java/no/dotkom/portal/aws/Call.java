package no.dotkom.portal.aws;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** An operation of AWS, by the names the SDK has for its service and itself. */
record Call(String service, String operation, Set<Bucket> buckets) {
    private static final Map<String, Call> KNOWN = new ConcurrentHashMap<>();

    static Call of(ExecutionAttributes attributes) {
        var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return KNOWN.computeIfAbsent(service + " " + operation, name -> of(service, operation));
    }

    static Call of(String service, String operation) {
        var buckets = Bucket.of(service, operation);
        if (buckets.isEmpty()) {
            throw new IllegalStateException("No bucket is known for " + service + " " + operation);
        }
        return new Call(service, operation, buckets);
    }

    String name() {
        return service + " " + operation;
    }

    boolean reads() {
        return operation.matches("(Describe|List|Get|BatchGet|Filter).*");
    }
}
