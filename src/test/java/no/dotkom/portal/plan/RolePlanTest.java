package no.dotkom.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Secrets;
import org.junit.jupiter.api.Test;

/** Every state of an environment's role and parameters, with every state of its revision and service. */
class RolePlanTest {
    private static final String FOLDER = "/evergreen/prod/apps/grades/production/";
    private static final EnvironmentSpec SPEC = Samples.spec(Samples.http(Reach.PUBLIC, "grades.online.ntnu.no"))
            .withSecrets(Secrets.of(List.of("API_KEY", "DATABASE_URL")));
    private static final DesiredState.Deployed DESIRED = desired(false);
    private static final Problem SILENT = Problem.of("AWS-1");

    private record Case(DesiredState.Deployed desired, ObservedState observed, Plan plan) {
        ObservedSecrets.Seen seen() {
            return (ObservedSecrets.Seen) observed.secrets();
        }

        boolean usable() {
            return seen().role() instanceof Observation.Present<ExecutionRole>(var arn, var actual)
                    && actual.equals(desired.role());
        }

        boolean takes(Class<? extends Step> kind) {
            return plan.steps().stream().anyMatch(kind::isInstance);
        }
    }

    private static DesiredState.Deployed desired(boolean cancelled) {
        var wish = Samples.wish(SPEC);
        return Samples.deployed(new Wish(
                wish.environment(),
                wish.name(),
                wish.generation(),
                wish.containerGeneration(),
                Intent.RUN,
                wish.spec(),
                wish.placement(),
                cancelled,
                false,
                false,
                wish.asFound(),
                new HeldSecrets(
                        new TreeSet<>(Set.of("API_KEY", "DATABASE_URL", "OLD_KEY")),
                        new TreeSet<>(Set.of("OLD_KEY", "API_KEY")))));
    }

    private static ExecutionRole role() {
        return Objects.requireNonNull(DESIRED.role());
    }

    /** Made a moment ago. */
    private static ExecutionRole fresh(String policy) {
        var want = role();
        return new ExecutionRole(want.name(), want.arn(), want.path(), want.boundary(), policy, false);
    }

    private static List<Observation<ExecutionRole>> roles() {
        var want = role();
        return List.of(
                new Observation.Absent<>(),
                new Observation.Present<>(want.arn(), want),
                new Observation.Present<>(want.arn(), want.with("")),
                new Observation.Present<>(want.arn(), fresh("")),
                new Observation.Present<>(want.arn(), fresh(want.policy())),
                new Observation.Foreign<>(want.arn()),
                new Observation.Unreadable<>(SILENT));
    }

    private static ObservedState observed(ObservedSecrets secrets, boolean revision, boolean service) {
        var http = (Exposure.Http) DESIRED.exposure();
        var definition = ModelOfAws.revision(Samples.WANTED);
        var rules = http.rules().stream()
                .map(rule -> new ObservedRules.Placed(ModelOfAws.rule(rule.priority()), rule))
                .toList();
        return new ObservedState(
                Samples.ENVIRONMENT,
                Samples.NOW,
                new Observation.Present<>(ModelOfAws.LOG_GROUP, DESIRED.logGroup()),
                revision ? new Observation.Present<>(definition, DESIRED.taskDefinition()) : new Observation.Absent<>(),
                List.of(),
                new Observation.Present<>(ModelOfAws.TARGET_GROUP, http.targetGroup()),
                new ObservedRules.Seen(rules, Set.of()),
                service ? new Observation.Present<>(ModelOfAws.SERVICE, DESIRED.service()) : new Observation.Absent<>(),
                new ObservedRecords.Seen(http.records(), Set.of()),
                ObservedDomains.Seen.NOTHING,
                secrets,
                false,
                service ? new Rollout.Stable(definition) : new Rollout.None(),
                null);
    }

    private static Stream<Case> cases() {
        var cases = new ArrayList<Case>();
        for (var cancelled : List.of(false, true)) {
            var desired = desired(cancelled);
            for (var role : roles()) {
                for (var parameters : List.of(Set.<String>of(), Set.of(FOLDER + "OLD_KEY", FOLDER + "API_KEY"))) {
                    for (var revision : List.of(true, false)) {
                        for (var service : List.of(true, false)) {
                            var secrets = new ObservedSecrets.Seen(role, new TreeSet<>(parameters));
                            var observed = observed(secrets, revision, service);
                            cases.add(new Case(desired, observed, Planner.plan(desired, observed)));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @Test
    void nothingIsRegisteredOrRunBeforeItsRoleMayBeUsed() {
        assertThat(cases().filter(each -> each.takes(Step.RegisterTaskDefinition.class)
                        || each.takes(Step.CreateService.class)
                        || each.takes(Step.UpdateService.class)))
                .isNotEmpty()
                .allMatch(Case::usable);
    }

    @Test
    void aRoleIsMadeWhereThereIsNoneAndPutRightWhereItIsOurs() {
        assertThat(cases().filter(each -> each.takes(Step.OfSecrets.CreateRole.class)))
                .isNotEmpty()
                .allMatch(each -> each.seen().role() instanceof Observation.Absent);
        assertThat(cases().filter(each -> each.takes(Step.OfSecrets.PutRolePolicy.class)))
                .isNotEmpty()
                .allMatch(each -> each.seen().role() instanceof Observation.Present);
    }

    @Test
    void aCancelledVersionMakesNone() {
        assertThat(cases().filter(each -> each.desired().abort()))
                .noneMatch(each ->
                        each.takes(Step.OfSecrets.CreateRole.class) || each.takes(Step.OfSecrets.PutRolePolicy.class));
    }

    @Test
    void aValueGoesOnlyOnceItWasTakenAwayAndNothingIsLeftToDo() {
        assertThat(cases().filter(each -> each.takes(Step.OfSecrets.DeleteParameter.class)))
                .isNotEmpty()
                .allMatch(each ->
                        each.plan().steps().equals(List.of(new Step.OfSecrets.DeleteParameter(FOLDER + "OLD_KEY")))
                                && each.plan().waits().isEmpty()
                                && each.usable());
    }

    @Test
    void settledMeansThatTheRoleStandsAndNothingIsLeft() {
        assertThat(cases().filter(each -> each.plan().settled()))
                .isNotEmpty()
                .allMatch(each -> each.usable() && !each.seen().parameters().contains(FOLDER + "OLD_KEY"));
    }

    @Test
    void whatWouldBeChangedIsTold() {
        assertThat(cases().filter(each ->
                        each.takes(Step.OfSecrets.CreateRole.class) || each.takes(Step.OfSecrets.PutRolePolicy.class)))
                .allMatch(
                        each -> !Drift.between(each.desired(), each.observed()).isEmpty());
        assertThat(cases().filter(each -> each.plan().settled()))
                .allMatch(each -> Drift.between(each.desired(), each.observed()).isEmpty());
    }

    @Test
    void nothingUnreadableIsActedOn() {
        var plan = Planner.plan(DESIRED, observed(new ObservedSecrets.Unreadable(SILENT), false, false));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.waits()).contains(new Wait.OnUnreadable(SILENT));
        var gone = new DesiredState.Gone(Samples.ENVIRONMENT, Samples.WANTED.next(), false);
        assertThat(Planner.plan(gone, observed(new ObservedSecrets.Unreadable(SILENT), false, false))
                        .steps())
                .noneMatch(step -> step instanceof Step.OfSecrets || step instanceof Step.DeleteLogGroup);
    }

    @Test
    void anEnvironmentThatIsToBeGoneLosesOneLinkAfterTheOther() {
        // Given
        var gone = new DesiredState.Gone(Samples.ENVIRONMENT, Samples.WANTED.next(), false);
        var want = role();
        var steps = new ArrayList<String>();
        Observation<ExecutionRole> role = new Observation.Present<>(want.arn(), want);
        var parameters = new TreeSet<>(Set.of(FOLDER + "API_KEY"));

        // When
        for (var rounds = 0; rounds < 4; rounds++) {
            var plan = Planner.plan(gone, bare(new ObservedSecrets.Seen(role, parameters)));
            assertThat(plan.steps()).hasSize(1);
            steps.add(plan.steps().getFirst().operation());
            switch (plan.steps().getFirst()) {
                case Step.OfSecrets.DeleteParameter(var name) -> parameters.remove(name);
                case Step.OfSecrets.DeleteRolePolicy _ -> role = new Observation.Present<>(want.arn(), want.with(""));
                default -> role = new Observation.Absent<>();
            }
        }

        // Then
        assertThat(steps).containsExactly("DeleteParameter", "DeleteRolePolicy", "DeleteRole", "DeleteLogGroup");
    }

    /** All but the log group is gone. */
    private static ObservedState bare(ObservedSecrets secrets) {
        return new ObservedState(
                Samples.ENVIRONMENT,
                Samples.NOW,
                new Observation.Present<>(ModelOfAws.LOG_GROUP, DESIRED.logGroup()),
                new Observation.Absent<>(),
                List.of(),
                new Observation.Absent<>(),
                new ObservedRules.Seen(List.of(), Set.of()),
                new Observation.Absent<>(),
                ObservedRecords.Seen.NOTHING,
                ObservedDomains.Seen.NOTHING,
                secrets,
                false,
                new Rollout.None(),
                null);
    }

    @Test
    void theRoleReadsItsOwnParametersAndNoOthers() {
        var arn = new Arn("arn:aws:iam::123456789012:role/evergreen/apps/portal-grades-production");
        assertThat(role().arn()).isEqualTo(arn);
        assertThat(DESIRED.taskDefinition().executionRole()).isEqualTo(arn);
        assertThat(DESIRED.taskDefinition().secrets())
                .containsOnlyKeys("API_KEY", "DATABASE_URL")
                .allSatisfy((name, parameter) -> assertThat(parameter).isEqualTo(FOLDER + name));
        assertThat(role().policy())
                .contains("\"arn:aws:ssm:eu-north-1:123456789012:parameter" + FOLDER + "*\"")
                .contains("log-group:/apps/grades-production:*");
    }

    /** Security.md S02, over a thousand environments of any name with secrets of any name. */
    @Test
    void whateverIsAskedItsRoleAndItsParametersAreItsOwn() {
        for (var seed = 0L; seed < 1_000; seed++) {
            var random = new SplittableRandom(seed);
            var names = Stream.generate(() -> secret(random))
                    .limit(random.nextInt(6))
                    .distinct()
                    .toList();
            var of = new EnvironmentName(new AppName(word(random)), new EnvironmentSlug(word(random)));
            var wish = Samples.wish(SPEC.withSecrets(Secrets.of(names)));
            var definition = Samples.deployed(new Wish(
                            wish.environment(),
                            of,
                            wish.generation(),
                            wish.containerGeneration(),
                            Intent.RUN,
                            wish.spec(),
                            wish.placement(),
                            false,
                            false))
                    .taskDefinition();
            var own = "arn:aws:iam::123456789012:role/evergreen/apps/portal-" + of.full();
            assertThat(definition.executionRole().value())
                    .isEqualTo(
                            names.isEmpty() ? Samples.PLATFORM.executionRole().value() : own);
            assertThat(definition.asFound().taskRole()).isEmpty();
            assertThat(definition.secrets().keySet()).containsExactlyInAnyOrderElementsOf(names);
            assertThat(definition.secrets().values())
                    .allMatch(
                            from -> from.matches("/evergreen/prod/apps/" + of.app() + "/" + of.slug() + "/[A-Z0-9_]+"));
        }
    }

    private static String word(SplittableRandom random) {
        return "a"
                + random.ints(3 + random.nextInt(12), 0, 36)
                        .mapToObj(digit -> Integer.toString(digit, 36))
                        .collect(Collectors.joining());
    }

    private static String secret(SplittableRandom random) {
        return word(random).toUpperCase(Locale.ROOT) + "_" + random.nextInt(10);
    }

    @Test
    void whereThereIsNoSecretTheSharedRoleIsUsed() {
        var plain = Samples.deployed(SPEC.withSecrets(Secrets.NONE));
        assertThat(plain.role()).isNull();
        assertThat(plain.taskDefinition().executionRole()).isEqualTo(Samples.PLATFORM.executionRole());
        assertThat(plain.taskDefinition().secrets()).isEmpty();
    }
}
