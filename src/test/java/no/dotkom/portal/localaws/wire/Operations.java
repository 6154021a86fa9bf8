package no.dotkom.portal.localaws.wire;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * All modelled operations: every public method of a model class that takes an SDK request. How each looks on the wire
 * is read from the SDK's own marshaller of that request, so nothing is listed by hand; the field read is private to
 * the SDK and guarded by a test.
 */
public final class Operations {
    /** CloudWatch is spoken as JSON by botocore, under this target, over the same classes as its query protocol. */
    private static final String CLOUDWATCH_TARGET = "GraniteServiceVersion20100801.";

    private static final String CLOUDWATCH_VERSION = "2010-08-01";

    private final Map<String, Operation> byKey = new LinkedHashMap<>();
    private final List<RestPath> paths = new ArrayList<>();

    public Operations(Collection<?> models) {
        models.forEach(this::addAll);
    }

    /** The same operations, each answered by what {@code other} makes of it. */
    Operations answeredBy(UnaryOperator<Operation> other) {
        var operations = new Operations(List.of());
        byKey.values().forEach(operation -> operations.add(other.apply(operation)));
        return operations;
    }

    public Collection<Operation> all() {
        return List.copyOf(byKey.values());
    }

    /** By the value of {@code X-Amz-Target}. */
    Optional<Operation> byTarget(String target) {
        return target.startsWith(CLOUDWATCH_TARGET)
                ? byAction(CLOUDWATCH_VERSION, target.substring(CLOUDWATCH_TARGET.length()))
                : Optional.ofNullable(byKey.get(target));
    }

    Optional<Operation> byAction(String version, String action) {
        return Optional.ofNullable(byKey.get(version + " " + action));
    }

    /** The path with the most literal parts wins. */
    Optional<RestPath.Match> byPath(String method, String rawPath) {
        return paths.stream()
                .flatMap(path -> path.match(method, rawPath).stream())
                .max((a, b) -> Integer.compare(a.literals(), b.literals()));
    }

    private void addAll(Object model) {
        Arrays.stream(model.getClass().getMethods())
                .filter(Operations::isOperation)
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(method -> add(operation(model, method)));
    }

    private static boolean isOperation(Method method) {
        return method.getParameterCount() == 1 && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
    }

    private void add(Operation operation) {
        var key = operation.protocol() == Protocol.QUERY || operation.protocol() == Protocol.EC2
                ? operation.binding().apiVersion() + " " + operation.name()
                : operation.service() + " " + operation.name();
        byKey.put(operation.protocol() == Protocol.JSON ? operation.binding().operationIdentifier() : key, operation);
        if (operation.protocol() == Protocol.REST_XML) {
            paths.add(new RestPath(operation));
        }
    }

    private static Operation operation(Object model, Method method) {
        var request = method.getParameterTypes()[0];
        try {
            var marshaller = Class.forName(request.getName().replace(".model.", ".transform.") + "Marshaller");
            var binding = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            var info = (OperationInfo) binding.get(null);
            var protocol = Protocol.of(
                    serviceOf(request),
                    marshaller.getDeclaredField("protocolFactory").getType());
            var response = Class.forName(request.getName().replaceAll("Request$", "Response"));
            return new Operation(
                    serviceOf(request),
                    nameOf(info, request),
                    protocol,
                    info,
                    builders(request),
                    builders(response),
                    Operation.running(model, method));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK's marshaller of " + request + " has another form", e);
        }
    }

    /** {@code software.amazon.awssdk.services.<service>.model.…}. */
    private static String serviceOf(Class<?> request) {
        return request.getPackageName().split("\\.")[4];
    }

    @SuppressWarnings("NullAway") // REST operations have no identifier
    private static String nameOf(OperationInfo info, Class<?> request) {
        var identifier = info.operationIdentifier();
        return identifier == null
                ? request.getSimpleName().replaceAll("Request$", "")
                : identifier.substring(identifier.lastIndexOf('.') + 1);
    }

    private static Supplier<SdkPojo> builders(Class<?> type) throws ReflectiveOperationException {
        var builder = type.getMethod("builder");
        return () -> {
            try {
                return (SdkPojo) builder.invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
