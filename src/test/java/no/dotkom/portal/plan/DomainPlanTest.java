package no.dotkom.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state of a host with a certificate of its own, with every state of its rule, in an environment all else of which stands. */
class DomainPlanTest {
    /** Outside all zones. */
    private static final String THEIRS = "grades.no";

    /** In a zone that we write to and that no certificate covers. */
    private static final String OURS = "grades.lab.online.ntnu.no";

    private static final String COVERED = "grades.online.ntnu.no";
    private static final ObservedDomains.Validation RECORD =
            new ObservedDomains.Validation("_a.grades.no", "_b.acm-validations.aws");

    /** One state, and what is decided in it. */
    private record Case(HostName host, DesiredState.Deployed desired, ObservedState observed, Plan plan) {
        ObservedDomains.Seen seen() {
            return (ObservedDomains.Seen) observed.domains();
        }

        boolean ruled() {
            return ((ObservedRules.Seen) observed.rules())
                    .ours().stream().anyMatch(placed -> placed.rule().hosts().contains(host));
        }

        boolean proven() {
            return host.value().equals(OURS) || seen().proven().contains(host) || ruled();
        }

        Optional<ObservedDomains.Certificate> certificate() {
            return seen().of(host);
        }

        boolean rulesIt() {
            return plan.steps().stream().anyMatch(step -> switch (step) {
                case Step.CreateHostRule(var want, var group) -> want.hosts().contains(host);
                case Step.UpdateHostRule(var arn, var want, var group) ->
                    want.hosts().contains(host);
                default -> false;
            });
        }

        boolean takes(Class<? extends Step> kind) {
            return plan.steps().stream().anyMatch(kind::isInstance);
        }

        boolean waits() {
            return plan.waits().stream().anyMatch(Wait.OnDomain.class::isInstance);
        }
    }

    private static DesiredState.Deployed desired(String host) {
        return Samples.deployed(Samples.spec(Samples.http(Reach.PUBLIC, COVERED, host)));
    }

    private static ObservedDomains.Certificate certificate(
            String host,
            ObservedDomains.Status status,
            ObservedDomains.@Nullable Validation told,
            boolean written,
            boolean attached,
            Generation generation) {
        return new ObservedDomains.Certificate(
                new Arn("arn:aws:acm:eu-north-1:123456789012:certificate/1"),
                new HostName(host),
                generation,
                status,
                told,
                written ? "ZLAB" : null,
                attached,
                null,
                null,
                "",
                "");
    }

    private static List<Optional<ObservedDomains.Certificate>> certificates(String host) {
        var all = new ArrayList<Optional<ObservedDomains.Certificate>>();
        all.add(Optional.empty());
        all.add(Optional.of(certificate(host, ObservedDomains.Status.PENDING, null, false, false, Samples.WANTED)));
        for (var status : ObservedDomains.Status.values()) {
            for (var written : host.equals(OURS) ? List.of(true, false) : List.of(false)) {
                for (var attached : List.of(true, false)) {
                    for (var generation : List.of(Samples.OLD, Samples.WANTED)) {
                        all.add(Optional.of(certificate(host, status, RECORD, written, attached, generation)));
                    }
                }
            }
        }
        return all;
    }

    private static ObservedState observed(DesiredState.Deployed desired, HostName... ruled) {
        return observed(desired, ObservedDomains.Seen.NOTHING, List.of(ruled), true);
    }

    private static ObservedState observed(
            DesiredState.Deployed desired, ObservedDomains domains, List<HostName> ruled, boolean service) {
        var http = (Exposure.Http) desired.exposure();
        var definition = ModelOfAws.revision(Samples.WANTED);
        var rules = ruled.isEmpty()
                ? List.<ObservedRules.Placed>of()
                : List.of(new ObservedRules.Placed(
                        ModelOfAws.rule(3000),
                        new HostRule(3000, ruled, List.of(), http.targetGroup().name())));
        return new ObservedState(
                Samples.ENVIRONMENT,
                Samples.NOW,
                new Observation.Present<>(ModelOfAws.LOG_GROUP, desired.logGroup()),
                new Observation.Present<>(definition, desired.taskDefinition()),
                List.of(),
                new Observation.Present<>(ModelOfAws.TARGET_GROUP, http.targetGroup()),
                new ObservedRules.Seen(rules, Set.of()),
                service ? new Observation.Present<>(ModelOfAws.SERVICE, desired.service()) : new Observation.Absent<>(),
                new ObservedRecords.Seen(http.records(), Set.of()),
                domains,
                ObservedSecrets.Seen.NOTHING,
                false,
                service ? new Rollout.Stable(definition) : new Rollout.None(),
                null);
    }

    private static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var name : List.of(THEIRS, OURS)) {
            var host = new HostName(name);
            var desired = desired(name);
            for (var certificate : certificates(name)) {
                for (var proven : List.of(Set.of(host), Set.<HostName>of())) {
                    for (var full : List.of(true, false)) {
                        for (var ruled : List.of(
                                List.<HostName>of(),
                                List.of(new HostName(COVERED)),
                                List.of(host),
                                List.of(new HostName(COVERED), host))) {
                            var domains = new ObservedDomains.Seen(
                                    proven, certificate.stream().toList(), full ? ObservedDomains.MOST : 3);
                            var observed = observed(desired, domains, ruled, true);
                            cases.add(new Case(host, desired, observed, Planner.plan(desired, observed)));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @Test
    void noRuleBeforeTheProofAndTheCertificateOnTheListener() {
        assertThat(cases().filter(each -> !each.ruled() && each.rulesIt()))
                .isNotEmpty()
                .allMatch(each -> each.proven()
                        && each.certificate()
                                .filter(one -> one.attached() && one.status() == ObservedDomains.Status.ISSUED)
                                .isPresent());
    }

    @Test
    void nobodyIsTakenAwayFromVisitorsWhoReachThem() {
        assertThat(cases().filter(Case::ruled))
                .allMatch(each -> each.plan().steps().stream()
                        .noneMatch(step -> step instanceof Step.UpdateHostRule(var arn, var want, var group)
                                && !want.hosts().contains(each.host())));
    }

    @Test
    void nothingIsRequestedWithoutProofNorTwice() {
        assertThat(cases().filter(each -> each.takes(Step.OfDomain.RequestCertificate.class)))
                .isNotEmpty()
                .allMatch(each -> each.proven() && each.certificate().isEmpty());
    }

    @Test
    void onlyWhatIsIssuedGoesToAListenerThatHasRoom() {
        assertThat(cases().filter(each -> each.takes(Step.OfDomain.AddListenerCertificate.class)))
                .isNotEmpty()
                .allMatch(each -> each.seen().attached() < ObservedDomains.MOST
                        && each.certificate().orElseThrow().status() == ObservedDomains.Status.ISSUED);
        assertThat(cases().filter(each -> each.plan().waits().stream()
                        .anyMatch(wait -> wait instanceof Wait.OnOperator(var why)
                                && why.code().equals("QUOTA-1"))))
                .isNotEmpty()
                .allMatch(each -> each.seen().attached() >= ObservedDomains.MOST);
    }

    @Test
    void onlyACertificateThatFailedForAnEarlierVersionIsDeletedAndNeverOnTheListener() {
        assertThat(cases().filter(each -> each.takes(Step.OfDomain.DeleteCertificate.class)))
                .isNotEmpty()
                .allMatch(each -> {
                    var certificate = each.certificate().orElseThrow();
                    return certificate.status() == ObservedDomains.Status.FAILED
                            && certificate.generation().equals(Samples.OLD)
                            && !certificate.attached();
                });
    }

    @Test
    void aRecordIsWrittenOnlyInAZoneOfOurs() {
        assertThat(cases().filter(each -> each.takes(Step.OfDomain.PutValidationRecord.class)))
                .isNotEmpty()
                .allMatch(each -> each.host().value().equals(OURS)
                        && each.certificate().orElseThrow().writtenIn() == null);
    }

    @Test
    void settledMeansThatAVisitorIsServedWithItsOwnCertificate() {
        assertThat(cases().filter(each -> each.plan().settled()))
                .isNotEmpty()
                .allMatch(each -> each.ruled()
                        && each.certificate().orElseThrow().attached()
                        && each.certificate().orElseThrow().status() == ObservedDomains.Status.ISSUED);
    }

    @Test
    void whatWouldBeChangedIsTold() {
        assertThat(cases().filter(each -> each.takes(Step.OfDomain.class)))
                .allMatch(
                        each -> !Drift.between(each.desired(), each.observed()).isEmpty());
        assertThat(cases().filter(each -> each.plan().settled()))
                .allMatch(each -> Drift.between(each.desired(), each.observed()).isEmpty());
    }

    @Test
    void theRestGoesOnWhileADomainWaits() {
        // Given
        var desired = desired(THEIRS);

        // When
        var plan = Planner.plan(
                desired, observed(desired, ObservedDomains.Seen.NOTHING, List.of(new HostName(COVERED)), false));

        // Then
        assertThat(plan.steps()).hasSize(1).hasOnlyElementsOfType(Step.CreateService.class);
        assertThat(plan.waits()).hasOnlyElementsOfType(Wait.OnDomain.class);
    }

    @Test
    void anApplicationWhoseOnlyNameWaitsHasNoServiceYet() {
        var desired = Samples.deployed(Samples.spec(Samples.http(Reach.PUBLIC, THEIRS)));
        var plan = Planner.plan(desired, observed(desired, ObservedDomains.Seen.NOTHING, List.of(), false));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.waits()).hasAtLeastOneElementOfType(Wait.OnDomain.class);
    }

    @Test
    void aNameThatWaitsTakesOverFromOneThatIsServed() {
        // Given a version that replaces the covered host by one of its own
        var desired = Samples.deployed(Samples.spec(Samples.http(Reach.PUBLIC, THEIRS)));

        // When
        var plan = Planner.plan(desired, observed(desired, new HostName(COVERED)));

        // Then
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void nothingUnreadableIsActedOn() {
        var desired = desired(THEIRS);
        var blind = new ObservedDomains.Unreadable(Problem.of("AWS-1"));
        var plan = Planner.plan(desired, observed(desired, blind, List.of(new HostName(COVERED)), true));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.waits()).hasOnlyElementsOfType(Wait.OnUnreadable.class);
        var gone = new DesiredState.Gone(Samples.ENVIRONMENT, Samples.WANTED.next(), false);
        assertThat(Planner.plan(gone, observed(desired, blind, List.of(), false))
                        .steps())
                .noneMatch(step -> step instanceof Step.OfDomain || step instanceof Step.DeleteTargetGroup);
    }

    @ParameterizedTest
    @ValueSource(strings = {THEIRS, OURS})
    void aHostThatIsDroppedLeavesNothingOneLinkAtATime(String name) {
        // Given
        var desired = Samples.deployed(Samples.spec(Samples.http(Reach.PUBLIC, COVERED)));
        var written = name.equals(OURS);
        var steps = new TreeSet<String>();
        var certificate =
                Optional.of(certificate(name, ObservedDomains.Status.ISSUED, RECORD, written, true, Samples.OLD));

        // When
        while (certificate.isPresent()) {
            var seen = new ObservedDomains.Seen(Set.of(), certificate.stream().toList(), 1);
            var plan = Planner.plan(desired, observed(desired, seen, List.of(new HostName(COVERED)), true));
            assertThat(plan.steps()).hasSize(1);
            steps.add(plan.steps().getFirst().operation());
            var next = certificate.get();
            certificate = switch (plan.steps().getFirst()) {
                case Step.OfDomain.RemoveListenerCertificate _ ->
                    Optional.of(certificate(name, next.status(), RECORD, next.writtenIn() != null, false, Samples.OLD));
                case Step.OfDomain.DeleteValidationRecord _ ->
                    Optional.of(certificate(name, next.status(), RECORD, false, false, Samples.OLD));
                default -> Optional.empty();
            };
        }

        // Then
        var links = new TreeSet<>(Set.of("RemoveListenerCertificate", "DeleteCertificate"));
        if (written) {
            links.add("DeleteValidationRecord");
        }
        assertThat(steps).isEqualTo(links);
    }
}
