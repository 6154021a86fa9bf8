package no.dotkom.portal.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.reconcile.port.Outcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what the SDK throws, once, at the door. */
final class Said {
    private static final Set<String> NOT_FOUND = Set.of(
            "ResourceNotFoundException",
            "TargetGroupNotFound",
            "RuleNotFound",
            "CertificateNotFound",
            "ServiceNotFoundException",
            "ServiceNotActiveException",
            "NoSuchEntity",
            "ParameterNotFound");
    /** Codes after which the same call is right a little later. */
    private static final Set<String> LATER = Set.of(
            "PriorityInUse",
            "ResourceInUse",
            // Others took the last place, which the next look tells.
            "TooManyCertificates",
            // Issued a moment ago.
            "UnsupportedCertificate",
            // A certificate that was just taken off the listener.
            "ResourceInUseException",
            "OperationAbortedException",
            "PriorRequestNotComplete",
            "UpdateInProgressException",
            // A deployment that is being stopped already: the answer to the first call was lost.
            "ConflictException",
            "ResourceAlreadyExistsException",
            "EntityAlreadyExists",
            "DeleteConflict",
            "ConcurrentModification",
            "InvalidChangeBatch");
    /** Texts of InvalidParameterException after which the same call is right a little later (aws-facts §4). */
    private static final Set<String> LATER_TEXTS = Set.of(
            "Creation of service was not idempotent",
            "Unable to Start a service that is still Draining",
            "does not have an associated load balancer",
            "Unable to assume the service linked role");

    private Said() {}

    static Problem problem(SdkException thrown) {
        return Problem.of(throttled(thrown) ? "AWS-4" : "AWS-1", Map.of()).saying(text(thrown));
    }

    private static boolean throttled(SdkException thrown) {
        return thrown instanceof Withheld
                || (thrown instanceof AwsServiceException service && service.isThrottlingException());
    }

    private static Problem refusal(Step step, SdkException thrown) {
        return Problem.of("AWS-3", Map.of("operation", step.operation(), "said", text(thrown)))
                .saying(text(thrown));
    }

    static String text(SdkException thrown) {
        if (thrown instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        return String.valueOf(thrown.getMessage());
    }

    static String code(SdkException thrown) {
        return thrown instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? String.valueOf(service.awsErrorDetails().errorCode())
                : "";
    }

    static boolean notFound(SdkException thrown) {
        return NOT_FOUND.contains(code(thrown)) || text(thrown).contains("The specified task definition is inactive");
    }

    static Outcome outcome(Step step, SdkException thrown) {
        if (step.deletes() && notFound(thrown)) {
            return new Outcome.Applied(step);
        }
        if (thrown instanceof Withheld withheld && !withheld.sentBefore()) {
            return new Outcome.Retry(step, problem(thrown), withheld.after());
        }
        if (!(thrown instanceof AwsServiceException service)) {
            return new Outcome.Unknown(step, problem(thrown));
        }
        if (service.isThrottlingException()) {
            return new Outcome.Retry(step, problem(thrown), Duration.ofSeconds(10));
        }
        if (service.statusCode() >= 500 && service.statusCode() != 501) {
            return new Outcome.Unknown(step, problem(thrown));
        }
        if (LATER.contains(code(thrown)) || LATER_TEXTS.stream().anyMatch(text(thrown)::contains)) {
            return new Outcome.Retry(step, problem(thrown), Duration.ofSeconds(3));
        }
        return new Outcome.Refused(step, refusal(step, thrown));
    }
}
