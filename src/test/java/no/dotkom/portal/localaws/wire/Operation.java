package no.dotkom.portal.localaws.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * One modelled operation: how it looks on the wire, and the method of the model that answers it.
 *
 * @param service the SDK's module name, such as {@code elasticloadbalancingv2}
 * @param name as on the wire; the SDK's class names fold acronyms, so it is never made from them where a binding has it
 * @param request makes an empty request builder
 */
public record Operation(
        String service,
        String name,
        Protocol protocol,
        OperationInfo binding,
        Supplier<SdkPojo> request,
        Supplier<SdkPojo> response,
        Object model,
        Method method) {

    /** Runs the model's method; what it throws comes out as it is. */
    SdkPojo call(SdkPojo argument) {
        try {
            return (SdkPojo) method.invoke(model, argument);
        } catch (InvocationTargetException e) {
            throw unchecked(Objects.requireNonNull(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(name + " is not public", e);
        }
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
