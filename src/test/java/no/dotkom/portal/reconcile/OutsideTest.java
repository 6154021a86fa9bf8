package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.watch.TaskPicture;
import no.dotkom.portal.watch.Watch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** What CI deploys past the portal is a version, like any other. */
class OutsideTest extends CiTests {
    @Test
    void aReadingFromBeforeItIsNotActedOn() {
        // Given
        var id = serving();
        // Only theirs is so new that a list of before does not have it.
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));
        var theirs = deploy("demo/healthy:2.0.0");
        loop.round();
        assertThat(loop.details(id).latest().revision()).isEqualTo(new Arn(theirs));

        // When
        loop.world().parts().lag().set(Duration.ofSeconds(100));
        loop.live(Duration.ofSeconds(60));
        loop.world().parts().lag().set(Duration.ZERO);
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(definition(NAME).taskDefinitionArn()).isEqualTo(theirs);
        assertThat(runs()).isEqualTo(theirs);
    }

    @Test
    void itBecomesAVersionAndIsNotOverwritten() {
        // Given
        var id = serving();
        loop.apps().setPolicy(LoopWorld.KARI, loop.details(id).ref(), Policy.SYNC);

        // When
        var theirs = deploy("demo/healthy:2.0.0");
        loop.round();
        loop.settle();
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));

        // Then
        var version = loop.details(id).latest();
        assertThat(version.generation()).isEqualTo(new Generation(2));
        assertThat(version.state()).isEqualTo(VersionState.LIVE);
        assertThat(version.source()).isEqualTo("outside");
        assertThat(version.authorName()).isEqualTo("assumed-role/portal/portal");
        assertThat(version.revision()).isEqualTo(new Arn(theirs));
        assertThat(version.spec()).isEqualTo(WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        assertThat(runs()).isEqualTo(theirs);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:2.0.0");
        assertThat(loop.status(id).settled()).isTrue();
        assertThat(loop.status(id).drifted()).isZero();
        assertThat(generations(id)).containsExactly(2L);
        assertThat(loop.reconciliations().steps(id, new Generation(2)))
                .extracting(RolloutStep::state)
                .hasSize(9)
                .containsOnly(RolloutStep.State.DONE);
    }

    @Test
    void aTaskThatIsDrawnBeforeItIsAVersionIsOfItAfterwards() {
        // Given
        var id = serving();
        deploy("demo/healthy:2.0.0");
        loop.advance(Duration.ofSeconds(20));
        loop.beat();
        assertThat(generations(id)).contains(0L);

        // When
        loop.round();
        loop.settle();
        loop.live(Duration.ofSeconds(20));

        // Then
        assertThat(generations(id)).containsExactly(2L);
    }

    private static List<Long> generations(EnvironmentId id) {
        return loop.bean(Watch.class).tasks(id, 10).stream()
                .filter(task -> !task.stopped())
                .map(TaskPicture::generation)
                .toList();
    }

    @Test
    void theNextVersionStandsOnIt() {
        // Given
        var id = serving();
        deploy("demo/healthy:2.0.0");
        loop.round();
        loop.settle();

        // When
        loop.change(id, loop.details(id).latest().spec().withCount(2));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:2.0.0");
        assertThat(loop.inventory().tasks()).isEqualTo(2);

        // When
        loop.change(id, loop.details(id).latest().spec().withImage(Specs.image("demo/healthy:3.0.0")));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:3.0.0");
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void aRoleThatCiGaveItsTasksIsKept() {
        // Given
        var id = serving();
        var role = loop.world().parts().iam().addTaskRole("grades-uploads");
        deploy(revision("demo/healthy:2.0.0").taskRoleArn(role));
        loop.round();
        loop.settle();
        assertThat(loop.details(id).latest().source()).isEqualTo("outside");

        // When
        loop.change(id, loop.details(id).latest().spec().withImage(Specs.image("demo/healthy:3.0.0")));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(definition(runs()).taskRoleArn()).isEqualTo(role);
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void oneThatFailsIsAFailedVersionAndWhatWasLiveServes() {
        // Given
        var id = serving();

        // When
        deploy("demo/crashes:1.0.0");
        loop.round();
        loop.settle();
        loop.live(Duration.ofMinutes(3), Duration.ofSeconds(10));

        // Then
        assertThat(loop.details(id).generation()).isEqualTo(new Generation(2));
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:1.0.0");
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void oneThatIsOvertakenByAVersionThatFailsIsLeftAlone() {
        // Given
        var id = serving();
        var ours = runs();
        var theirs = deploy("demo/healthy:2.0.0");
        loop.round();

        // When
        loop.change(id, WEB.withImage(Specs.image("demo/crashes:1.0.0")));
        loop.settle();
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.FAILED);
        assertThat(runs()).isEqualTo(ours);
        assertThat(definition(theirs).status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void oneThatComesWhileOursIsOnItsWayIsTheNewerOne() {
        // Given
        var id = serving();
        loop.change(id, WEB.withImage(Specs.image("demo/healthy:2.0.0")));
        loop.live(Duration.ofSeconds(4));

        // When
        deploy("demo/healthy:3.0.0");
        loop.settle();
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));

        // Then
        assertThat(loop.details(id).latest().source()).isEqualTo("outside");
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(loop.version(id, 2).state()).isEqualTo(VersionState.SUPERSEDED);
        assertThat(seen()).isEqualTo("200 Hello from demo/healthy:3.0.0");
    }

    @Test
    void aRemovalLeavesNothingOfItRunning() {
        // Given
        var id = serving();
        deploy("demo/healthy:2.0.0");
        loop.round();
        loop.settle();

        // When
        loop.remove(id);
        loop.live(Duration.ofMinutes(5), Duration.ofSeconds(10));

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.inventory().counts()).containsExactly(0, 0, 0, 0, 0);
    }
}
