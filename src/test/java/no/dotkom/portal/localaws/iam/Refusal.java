package no.dotkom.portal.localaws.iam;

import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** The exceptions of IAM: codes and statuses as in its service model, in its own words where they are known. */
final class Refusal {
    private Refusal() {}

    static AwsServiceException noRole(String name) {
        return missing("The role with name %s cannot be found.".formatted(name));
    }

    static AwsServiceException noInlinePolicy(String name) {
        return missing("The role policy with name %s cannot be found.".formatted(name));
    }

    static AwsServiceException notAttachable(String policyArn) {
        return missing("Policy %s does not exist or is not attachable.".formatted(policyArn));
    }

    static AwsServiceException notAttached(String policyArn) {
        return missing("Policy %s was not found.".formatted(policyArn));
    }

    static AwsServiceException noBoundary(String policyArn) {
        return missing("Scope ARN: %s does not exist or is not attachable.".formatted(policyArn));
    }

    private static AwsServiceException missing(String message) {
        return AwsErrors.of(NoSuchEntityException.builder(), "NoSuchEntity", 404, message);
    }

    static AwsServiceException roleExists(String name) {
        return AwsErrors.of(
                EntityAlreadyExistsException.builder(),
                "EntityAlreadyExists",
                409,
                "Role with name %s already exists.".formatted(name));
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(DeleteConflictException.builder(), "DeleteConflict", 409, message);
    }

    static AwsServiceException quota(String name, int most) {
        return limit("Cannot exceed quota for %s: %d".formatted(name, most));
    }

    static AwsServiceException limit(String message) {
        return AwsErrors.of(LimitExceededException.builder(), "LimitExceeded", 409, message);
    }

    static AwsServiceException malformed(String message) {
        return AwsErrors.of(MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", message);
    }

    static AwsServiceException input(String message) {
        return AwsErrors.of(InvalidInputException.builder(), "InvalidInput", message);
    }

    /** IAM's service model has no class for it: it arrives as the base exception. */
    static AwsServiceException validation(String message) {
        return AwsErrors.of(IamException.builder(), "ValidationError", message);
    }

    /** For what AWS can do and this model cannot: an answer that no client retries. */
    static AwsServiceException notModelled(String what) {
        return AwsErrors.of(IamException.builder(), "NotModelled", 501, what + " is not modelled");
    }
}
