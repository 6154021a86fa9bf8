package no.dotkom.portal.localaws.cloudwatch;

import java.util.function.ToDoubleFunction;
import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;

/** The figures that can be asked of a datum: {@code Sum}, {@code Average}, …, {@code p95}. */
final class Figure {
    private Figure() {}

    static ToDoubleFunction<Datum> named(String name) {
        return switch (name) {
            case "Sum" -> Datum::sum;
            case "Average" -> Datum::average;
            case "Minimum" -> Datum::minimum;
            case "Maximum" -> Datum::maximum;
            case "SampleCount" -> Datum::count;
            case String p when p.matches("p\\d{1,2}(\\.\\d{1,2})?|p100") -> percentile(p);
            default -> throw invalid("The value %s for parameter Stat is not supported.".formatted(name));
        };
    }

    private static ToDoubleFunction<Datum> percentile(String name) {
        var percent = Double.parseDouble(name.substring(1));
        return datum -> datum.percentile(percent);
    }

    static AwsServiceException invalid(String message) {
        return AwsErrors.of(InvalidParameterValueException.builder(), "InvalidParameterValue", message);
    }
}
