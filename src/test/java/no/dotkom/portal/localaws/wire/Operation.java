package no.dotkom.portal.localaws.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * One modelled operation: how it looks on the wire, and the method of the model that answers it.
 *
 * @param service the SDK's module name, such as {@code elasticloadbalancingv2}
 * @param name as on the wire; the SDK's class names fold acronyms, so it is never made from them where a binding has it
 * @param request makes an empty request builder, {@code response} one of the answer
 * @param model answers
 */
public record Operation(
        String service,
        String name,
        Protocol protocol,
        OperationInfo binding,
        Supplier<SdkPojo> request,
        Supplier<SdkPojo> response,
        UnaryOperator<SdkPojo> model) {

    /** The same operation, answered by somebody else. */
    Operation answeredBy(UnaryOperator<SdkPojo> other) {
        return new Operation(service, name, protocol, binding, request, response, other);
    }

    SdkPojo call(SdkPojo argument) {
        return model.apply(argument);
    }

    /** Runs {@code method} of {@code model}; what it throws comes out as it is. */
    static UnaryOperator<SdkPojo> running(Object model, Method method) {
        return argument -> {
            try {
                return (SdkPojo) method.invoke(model, argument);
            } catch (InvocationTargetException e) {
                throw unchecked(Objects.requireNonNull(e.getCause()));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(method + " is not public", e);
            }
        };
    }

    private static RuntimeException unchecked(Throwable cause) {
        return switch (cause) {
            case AwsServiceException known -> known;
            case RuntimeException bug -> bug;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}
