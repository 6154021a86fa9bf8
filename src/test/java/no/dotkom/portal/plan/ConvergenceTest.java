package no.dotkom.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From every state, and after a crash at any step, an environment comes to its end. */
class ConvergenceTest {
    private static final EnumerationReport REPORT = new EnumerationReport("ConvergenceTest");
    private static final Map<Trip, Optional<String>> WRONG = new ConcurrentHashMap<>();
    private static final Map<Desire, Optional<ObservedState>> STRANDED = new ConcurrentHashMap<>();

    private record Trip(Desire desire, ModelOfAws.Weather weather) {}

    @BeforeAll
    static void followEveryState() {
        trips().toList().parallelStream().forEach(ConvergenceTest::follow);
    }

    /** How deployments go matters only to what is deployed. */
    private static Stream<Trip> trips() {
        return Stream.of(Desire.values())
                .flatMap(desire -> Stream.of(ModelOfAws.Weather.values())
                        .filter(weather -> matters(desire, weather))
                        .map(weather -> new Trip(desire, weather)));
    }

    private static boolean matters(Desire desire, ModelOfAws.Weather weather) {
        return switch (weather) {
            case FAIR -> true;
            case FAILING -> desire == Desire.HTTP || desire == Desire.WORKER;
            case CROWDED -> desire == Desire.HTTP;
        };
    }

    private static void follow(Trip trip) {
        var desired = trip.desire().desired();
        var journey = new Journey(desired, trip.weather(), REPORT);
        var space = new StateSpace(trip.desire());
        space.states().forEach(journey::from);
        if (trip.weather() == ModelOfAws.Weather.FAIR) {
            var stranded = space.states()
                    .filter(state -> Untouched.holds(desired, state) && !journey.settles(state))
                    .findFirst();
            STRANDED.put(trip.desire(), stranded);
        }
        REPORT.states(trip + " within " + journey.longest(), journey.states());
        WRONG.put(trip, journey.wrong());
    }

    @AfterAll
    static void report() {
        REPORT.print();
    }

    @ParameterizedTest
    @MethodSource("trips")
    void everyStateComesToItsEndWithinTenPasses(Trip trip) {
        assertThat(WRONG.get(trip)).isEmpty();
    }

    /** Else an environment could end early and always with a wait for a person. */
    @ParameterizedTest
    @EnumSource(
            value = Desire.class,
            names = {"UNPINNED", "ABORTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatNobodyElseTouchedAndNothingBrokeSettles(Desire desire) {
        assertThat(STRANDED.get(desire)).isEmpty();
    }

    @Test
    void everyKindOfStepIsTakenOnTheWay() {
        // The chain of domains is walked by itself: DomainPlanTest.
        assertThat(Step.class.getPermittedSubclasses())
                .allMatch(kind -> kind == Step.OfDomain.class || kind == Step.OfSecrets.class || REPORT.saw(kind));
    }
}
