package no.dotkom.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.Redirect;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.RolloutSettings;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wish implies on AWS. */
class DesiresTest {
    private static final EnvironmentSpec PUBLIC = Samples.spec(Samples.http(Reach.PUBLIC, "grades.online.ntnu.no"));

    @Test
    void theSameWishGivesTheSamePicture() {
        assertThat(Samples.deployed(PUBLIC)).isEqualTo(Samples.deployed(PUBLIC));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,1", "5,1", "6,2", "10,2", "11,3"})
    void aRuleHoldsFiveHosts(int hosts, int rules) {
        // Given
        var ingress = Samples.http(Reach.PUBLIC, names(hosts));

        // When
        var http = http(ingress);

        // Then
        assertThat(http.rules()).hasSize(rules);
        assertThat(Desires.rulesNeeded(ingress, Samples.PLATFORM)).isEqualTo(rules);
        assertThat(http.rules()).allMatch(rule -> rule.sources().isEmpty());
        assertThat(http.rules().stream().flatMap(rule -> rule.hosts().stream()))
                .containsExactlyElementsOf(ingress.hosts());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,1", "5,2", "8,2", "9,3"})
    void aSourceAddressTakesTheRoomOfAHost(int hosts, int rules) {
        // Given
        var ingress = Samples.http(Reach.PLATFORM, names(hosts));

        // When
        var http = http(ingress);

        // Then
        assertThat(http.rules()).hasSize(rules);
        assertThat(Desires.rulesNeeded(ingress, Samples.PLATFORM)).isEqualTo(rules);
        assertThat(http.rules()).allMatch(rule -> rule.sources().equals(List.of(Samples.EGRESS)));
        assertThat(http.rules())
                .allMatch(rule -> rule.hosts().size() + rule.sources().size() <= HostRule.MOST_VALUES);
    }

    @Test
    void aRedirectHasARuleOfItsOwnUnderTheNumberThatIsItsOwn() {
        // Given
        var plain = new Redirect(Samples.host("www.online.ntnu.no"), Samples.host("grades.online.ntnu.no"), "");
        var page = new Redirect(Samples.host("karakterer.example.org"), Samples.host("grades.no"), "/now");
        var ingress = Samples.redirecting(Samples.http(Reach.PLATFORM, "grades.online.ntnu.no"), plain, page);

        // When
        var http = http(ingress);

        // Then
        var sources = List.of(Samples.EGRESS);
        assertThat(http.rules())
                .containsExactly(
                        new HostRule(
                                3000,
                                ingress.hosts(),
                                sources,
                                http.targetGroup().name()),
                        new HostRule(
                                3100, List.of(page.from()), sources, new HostRule.Answer.Redirect(page.to(), "/now")),
                        new HostRule(
                                3101, List.of(plain.from()), sources, new HostRule.Answer.Redirect(plain.to(), "")));
        assertThat(http.records())
                .containsExactly(
                        new DnsRecord("ZEXAMPLE", List.of(page.from()), "main-1.eu-north-1.elb.amazonaws.com"));
    }

    @Test
    void rulesTakeTheirPrioritiesInOrder() {
        assertThat(http(Samples.http(Reach.PUBLIC, names(11))).rules())
                .extracting(HostRule::priority)
                .containsExactly(3000, 3010, 3020);
    }

    @Test
    void everyRuleForwardsToTheOneTargetGroup() {
        // Given
        var http = http(Samples.http(Reach.PUBLIC, names(6)));

        // Then
        assertThat(http.targetGroup())
                .isEqualTo(new TargetGroup("grades-production", "vpc-1", HealthCheck.DEFAULT, 20));
        assertThat(http.rules()).allMatch(rule -> rule.targetGroup().equals("grades-production"));
    }

    @Test
    void aHostThatAWildcardCoversNeedsNoRecord() {
        assertThat(http(Samples.http(Reach.PUBLIC, "grades.online.ntnu.no")).records())
                .isEmpty();
    }

    @Test
    void aHostTwoLabelsBelowAWildcardNeedsARecord() {
        assertThat(http(Samples.http(Reach.PUBLIC, "api.grades.online.ntnu.no")).records())
                .containsExactly(record("ZONLINE", "api.grades.online.ntnu.no"));
    }

    @Test
    void theApexOfAWildcardZoneNeedsARecord() {
        assertThat(http(Samples.http(Reach.PUBLIC, "online.ntnu.no")).records())
                .containsExactly(record("ZONLINE", "online.ntnu.no"));
    }

    @Test
    void theInnermostZoneDecides() {
        // lab.online.ntnu.no is a zone of its own without a wildcard, inside one with.
        assertThat(http(Samples.http(Reach.PUBLIC, "x.lab.online.ntnu.no")).records())
                .containsExactly(record("ZLAB", "x.lab.online.ntnu.no"));
    }

    @Test
    void aHostInAZoneWeDoNotWriteNeedsNoRecord() {
        assertThat(http(Samples.http(Reach.PUBLIC, "grades.elsewhere.net")).records())
                .isEmpty();
    }

    @Test
    void aHostInNoZoneNeedsNoRecord() {
        assertThat(http(Samples.http(Reach.PUBLIC, "grades.notours.com", "xexample.org"))
                        .records())
                .isEmpty();
    }

    @Test
    void recordsAreGatheredByZone() {
        assertThat(http(Samples.http(Reach.PUBLIC, "b.example.org", "a.example.org", "c.lab.online.ntnu.no"))
                        .records())
                .containsExactly(
                        record("ZEXAMPLE", "a.example.org", "b.example.org"), record("ZLAB", "c.lab.online.ntnu.no"));
    }

    @Test
    void newTasksStartBeforeOldOnesStop() {
        // Given
        var service = Samples.deployed(PUBLIC).service();

        // Then
        assertThat(service.minimumHealthyPercent()).isEqualTo(100);
        assertThat(service.maximumPercent()).isEqualTo(200);
    }

    @Test
    void aShortStopStopsOldTasksFirst() {
        // Given
        var service = Samples.deployed(with(PUBLIC, 2, true)).service();

        // Then
        assertThat(service.minimumHealthyPercent()).isZero();
        assertThat(service.maximumPercent()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"1,false,false", "2,false,true", "10,false,true", "1,true,false", "2,true,false", "10,true,false"})
    void rebalancingNeedsTwoTasksAndRoomAboveTheCount(int count, boolean shortStop, boolean rebalancing) {
        assertThat(Samples.deployed(with(PUBLIC, count, shortStop)).service().rebalancing())
                .isEqualTo(rebalancing);
    }

    @Test
    void aPausedEnvironmentKeepsEverythingAndRunsNothing() {
        // Given
        var running = Samples.deployed(Samples.wish(PUBLIC));

        // When
        var paused = Samples.deployed(Samples.wish(PUBLIC, Intent.PAUSE));

        // Then
        assertThat(paused.service().count()).isZero();
        assertThat(paused.exposure()).isEqualTo(running.exposure());
        assertThat(paused.taskDefinition()).isEqualTo(running.taskDefinition());
        assertThat(paused.logGroup()).isEqualTo(running.logGroup());
        // The same but for the count, so that pausing and resuming start no deployment.
        assertThat(paused.service().rebalancing()).isEqualTo(running.service().rebalancing());
    }

    @Test
    void aWorkerIsReachedByNothing() {
        // Given
        var worker = Samples.deployed(Samples.spec(new Ingress.None()));

        // Then
        assertThat(worker.exposure()).isEqualTo(new Exposure.None());
        assertThat(worker.taskDefinition().port()).isZero();
        assertThat(worker.service().port()).isZero();
        assertThat(worker.service().graceSeconds()).isZero();
        assertThat(Desires.rulesNeeded(new Ingress.None(), Samples.PLATFORM)).isZero();
    }

    @Test
    void namesFollowTheEnvironment() {
        // Given
        var deployed = Samples.deployed(PUBLIC);

        // Then
        assertThat(deployed.logGroup()).isEqualTo(new LogGroup("/apps/grades-production", 30));
        assertThat(deployed.taskDefinition().family()).isEqualTo("grades-production");
        assertThat(deployed.taskDefinition().container()).isEqualTo("grades-production");
        assertThat(deployed.taskDefinition().logGroup()).isEqualTo("/apps/grades-production");
        assertThat(deployed.service().container()).isEqualTo("grades-production");
    }

    @Test
    void theServiceTakesTheNameThatWasPlaced() {
        // Given
        var wish = Samples.wish(PUBLIC);
        var placement = new Placement(
                "main",
                wish.placement().rulePriorities(),
                new ResourceNames(
                        "grades-production-2",
                        "grades-production",
                        "grades-production",
                        "grades-production",
                        "/apps/grades-production",
                        "task"));

        // When
        var deployed = Samples.deployed(new Wish(
                wish.environment(),
                wish.name(),
                wish.generation(),
                wish.containerGeneration(),
                wish.intent(),
                wish.spec(),
                placement,
                false,
                false));

        // Then
        assertThat(deployed.service().name()).isEqualTo("grades-production-2");
        assertThat(deployed.taskDefinition().family()).isEqualTo("grades-production");
    }

    @Test
    void theContainerIsOfTheVersionThatTouchedIt() {
        // Given
        var wish = Samples.wish(PUBLIC);

        // When
        var deployed = Samples.deployed(new Wish(
                wish.environment(),
                wish.name(),
                wish.generation().next(),
                wish.containerGeneration(),
                wish.intent(),
                wish.spec(),
                wish.placement(),
                false,
                false));

        // Then
        assertThat(deployed.generation()).isEqualTo(wish.generation().next());
        assertThat(deployed.taskDefinition().generation()).isEqualTo(wish.containerGeneration());
        assertThat(deployed.service().revision()).isEqualTo(wish.containerGeneration());
    }

    @Test
    void tasksRunOnNodesOfTheirArchitecture() {
        // Given
        var spec = new EnvironmentSpec(
                PUBLIC.image(),
                PUBLIC.ingress(),
                Size.NANO,
                1,
                RolloutSettings.DEFAULT,
                Architecture.AMD64,
                Variables.of(Map.of()),
                "");

        // Then
        assertThat(Samples.deployed(spec).service().capacityProvider()).isEqualTo("nodes-amd64");
        assertThat(Samples.deployed(PUBLIC).service().capacityProvider()).isEqualTo("nodes-arm64");
    }

    @Test
    void whatIsToBeGoneKeepsItsLogsOnlyWhenAsked() {
        assertThat(Desire.GONE.desired())
                .isEqualTo(new DesiredState.Gone(Samples.ENVIRONMENT, Samples.WANTED.next(), false));
        assertThat(Desire.GONE_KEEPING_LOGS.desired())
                .isEqualTo(new DesiredState.Gone(Samples.ENVIRONMENT, Samples.WANTED.next(), true));
    }

    @Test
    void aGatewayThatThePlatformDoesNotHaveIsSaid() {
        assertThatThrownBy(() -> Samples.PLATFORM.gateway("other")).hasMessageContaining("other");
    }

    private static Exposure.Http http(Ingress.Http ingress) {
        return (Exposure.Http) Samples.deployed(Samples.spec(ingress)).exposure();
    }

    private static DnsRecord record(String zone, String... hosts) {
        return new DnsRecord(zone, Samples.hosts(hosts), "main-1.eu-north-1.elb.amazonaws.com");
    }

    private static String[] names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (char) ('a' + i) + ".online.ntnu.no")
                .toArray(String[]::new);
    }

    private static EnvironmentSpec with(EnvironmentSpec spec, int count, boolean shortStop) {
        return new EnvironmentSpec(
                spec.image(),
                spec.ingress(),
                spec.size(),
                count,
                new RolloutSettings(60, 30, 20, shortStop),
                spec.architecture(),
                spec.variables(),
                spec.containerCheck());
    }
}
