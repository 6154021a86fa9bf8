package no.dotkom.portal.localaws.world;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Makes the exceptions that modelled services throw. An SDK exception does not know its own code on the wire, and a
 * wrong code reaches the client as the service's base exception without a word; so every one is made here.
 */
public final class AwsErrors {
    private AwsErrors() {}

    /**
     * For the services whose codes are the class names: ecs, logs, ecr. Status 400.
     *
     * @param exception the builder, with modelled members already set
     */
    public static AwsServiceException of(AwsServiceException.Builder exception, String message) {
        return of(exception, codeOf(exception), 400, message);
    }

    /** For the services whose codes differ from the class names: elbv2, ssm, route53, ec2, … Status 400. */
    public static AwsServiceException of(AwsServiceException.Builder exception, String code, String message) {
        return of(exception, code, 400, message);
    }

    public static AwsServiceException of(
            AwsServiceException.Builder exception, String code, int status, String message) {
        var details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return (AwsServiceException) exception
                .awsErrorDetails(details)
                .message(message)
                .statusCode(status)
                .build();
    }

    private static String codeOf(AwsServiceException.Builder exception) {
        return exception.getClass().getEnclosingClass().getSimpleName();
    }
}
