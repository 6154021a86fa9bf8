package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.plan.ObservedDomains.Certificate;
import no.dotkom.portal.plan.ObservedDomains.Status;
import no.dotkom.portal.plan.ObservedDomains.Validation;
import no.dotkom.portal.plan.Step;
import org.jspecify.annotations.Nullable;

/** Certificates in the world of a {@link Forecast}: issued as soon as they are asked for. */
final class ForecastCertificates {
    private ForecastCertificates() {}

    static List<Certificate> after(List<Certificate> before, Step.OfDomain step) {
        return switch (step) {
            case Step.OfDomain.RequestCertificate(var host, var generation) ->
                Stream.concat(
                                before.stream(),
                                Stream.of(new Certificate(
                                        new Arn("arn:forecast:certificate/" + host),
                                        host,
                                        generation,
                                        Status.ISSUED,
                                        new Validation("_forecast." + host, "_forecast.acm-validations.aws"),
                                        null,
                                        false,
                                        null,
                                        null,
                                        "",
                                        "")))
                        .toList();
            case Step.OfDomain.PutValidationRecord(var zone, var host, var record) ->
                with(before, step, one -> told(one, zone, one.attached()));
            case Step.OfDomain.DeleteValidationRecord _ -> with(before, step, one -> told(one, null, one.attached()));
            case Step.OfDomain.AddListenerCertificate _ -> with(before, step, one -> told(one, one.writtenIn(), true));
            case Step.OfDomain.RemoveListenerCertificate _ ->
                with(before, step, one -> told(one, one.writtenIn(), false));
            case Step.OfDomain.DeleteCertificate(var arn, var host) ->
                before.stream().filter(one -> !one.arn().equals(arn)).toList();
        };
    }

    private static List<Certificate> with(
            List<Certificate> before, Step.OfDomain step, UnaryOperator<Certificate> change) {
        return before.stream()
                .map(one -> one.host().equals(step.host()) ? change.apply(one) : one)
                .toList();
    }

    private static Certificate told(Certificate one, @Nullable String writtenIn, boolean attached) {
        return new Certificate(
                one.arn(),
                one.host(),
                one.generation(),
                one.status(),
                one.validation(),
                writtenIn,
                attached,
                one.requested(),
                one.expires(),
                one.renewal(),
                one.reason());
    }
}
