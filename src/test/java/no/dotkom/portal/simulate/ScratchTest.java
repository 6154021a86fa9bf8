package no.dotkom.portal.simulate;

import static no.dotkom.portal.simulate.Act.Button.*;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.reconcile.LoopWorld;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void seed24() {
        play(
                24,
                List.of(
                        new Act.Register(0, "demo/healthy:2.0.0"),
                        new Act.Grow(0, true),
                        new Act.Ask(0, PAUSE),
                        new Act.Wait(Duration.ofSeconds(22)),
                        new Act.Ask(0, RETRY)));
    }

    @Test
    void seed4() {
        play(
                4,
                List.of(
                        new Act.Register(2, "demo/healthy:2.0.0"),
                        new Act.Refuse("ListTasks", Act.Why.THROTTLED, Duration.ofSeconds(74)),
                        new Act.Deploy(2, "demo/wrongport:1.0.0"),
                        new Act.Ask(2, PAUSE),
                        new Act.Wait(Duration.ofSeconds(13)),
                        new Act.Ask(2, ROLL_BACK)));
    }

    private static void play(long seed, List<Act> acts) {
        try (var loop = LoopWorld.start()) {
            System.out.println("RESULT " + Play.of(new History(seed, acts), loop, new Coverage()));
            for (var details : loop.bean(no.dotkom.portal.apps.Wishes.class).everything()) {
                for (var version : loop.apps().versions(details.ref(), Long.MAX_VALUE)) {
                    System.out.println("VERSION " + version);
                }
                System.out.println("STATUS " + loop.status(details.ref().id()));
            }
            loop.sql()
                    .fetch(
                            "select generation, operation, detail, outcome, outcome_at, said from step_record order by id")
                    .forEach(row -> System.out.println("STEP " + row));
            var ecs = loop.world().ecs();
            var cluster = loop.world().platform().cluster();
            ecs.listServices(software.amazon.awssdk.services.ecs.model.ListServicesRequest.builder()
                            .cluster(cluster)
                            .build())
                    .serviceArns()
                    .forEach(arn -> ecs.describeServices(
                                    software.amazon.awssdk.services.ecs.model.DescribeServicesRequest.builder()
                                            .cluster(cluster)
                                            .services(arn)
                                            .build())
                            .services()
                            .forEach(s -> {
                                System.out.println("SERVICE " + s.serviceName() + " " + s.desiredCount() + " "
                                        + s.runningCount() + " " + s.taskDefinition());
                                s.deployments().forEach(d -> System.out.println("DEPLOYMENT " + d));
                                s.events()
                                        .forEach(e -> System.out.println("EVENT " + e.createdAt() + " " + e.message()));
                            }));
        }
    }
}
