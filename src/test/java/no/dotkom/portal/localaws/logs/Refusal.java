package no.dotkom.portal.localaws.logs;

import java.util.List;
import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** The errors of CloudWatch Logs. */
final class Refusal {
    /** The retentions that exist, in days. */
    static final List<Integer> RETENTIONS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final int NAME = 512;

    private Refusal() {}

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(InvalidParameterException.builder(), message);
    }

    static AwsServiceException noGroup() {
        return AwsErrors.of(ResourceNotFoundException.builder(), "The specified log group does not exist.");
    }

    static AwsServiceException noStream() {
        return AwsErrors.of(ResourceNotFoundException.builder(), "The specified log stream does not exist.");
    }

    static AwsServiceException groupExists() {
        return AwsErrors.of(ResourceAlreadyExistsException.builder(), "The specified log group already exists");
    }

    static AwsServiceException streamExists() {
        return AwsErrors.of(ResourceAlreadyExistsException.builder(), "The specified log stream already exists");
    }

    static AwsServiceException tooManyTags(String resource) {
        return AwsErrors.of(
                TooManyTagsException.builder().resourceName(resource), "A resource can have at most 50 tags.");
    }

    static AwsServiceException notModelled(String what) {
        return AwsErrors.of(
                CloudWatchLogsException.builder(), "NotModelled", 501, "AWS on this machine does not model " + what);
    }

    static void checkName(String name) {
        if (name.isEmpty() || name.length() > NAME || !name.matches("[.\\-_/#A-Za-z0-9]+") || name.startsWith("aws/")) {
            throw invalid(
                    "1 validation error detected: Value '%s' at 'logGroupName' failed to satisfy constraint: Member"
                                    .formatted(name)
                            + " must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
    }

    static void checkRetention(int days) {
        if (!RETENTIONS.contains(days)) {
            throw invalid("1 validation error detected: Value '%d' at 'retentionInDays' failed to satisfy constraint:"
                            .formatted(days)
                    + " Member must satisfy enum value set: " + RETENTIONS);
        }
    }
}
