package no.dotkom.portal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import no.dotkom.portal.apps.Adoption;
import no.dotkom.portal.apps.Advice;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Intent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Dotkom's estate, made by Terraform, is taken over without a change; then it is the portal's to change. */
class AdoptionTest extends LoopTests {
    private static final Member ADA = new Member(UUID.randomUUID(), "Ada", true, new TreeMap<>());

    @BeforeEach
    void prepare() {
        new Estate(loop.world()).make();
        loop.advance(Duration.ofMinutes(5));
    }

    private static Strangers.Adoptable found(String service) {
        return (Strangers.Adoptable) loop.bean(Strangers.class).find(service).orElseThrow();
    }

    private static EnvironmentId adopt(Estate.Row row) {
        var name = new EnvironmentName(new AppName(row.app()), new EnvironmentSlug(row.environment()));
        return loop.apps().adopt(ADA, new Adoption(name, LoopWorld.WEBKOM, found(row.service())));
    }

    /** What the page asks a maintainer to do, with rights of their own. */
    private static void tag(EnvironmentId id, Strangers.Adoptable found) {
        var name = loop.details(id).ref().name();
        var tags = Map.of(
                "managed-by",
                "container-portal",
                "portal:app",
                name.app().value(),
                "portal:environment",
                id.toString());
        for (var resource : found.resources()) {
            tag(resource, tags);
        }
    }

    private static void tag(Arn resource, Map<String, String> tags) {
        var parts = loop.world().parts();
        if (resource.value().contains(":ecs:")) {
            loop.world()
                    .ecs()
                    .tagResource(TagResourceRequest.builder()
                            .resourceArn(resource.value())
                            .tags(tags.entrySet().stream()
                                    .map(tag -> software.amazon.awssdk.services.ecs.model.Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList())
                            .build());
        } else if (resource.value().contains(":elasticloadbalancing:")) {
            parts.elbv2()
                    .addTags(AddTagsRequest.builder()
                            .resourceArns(resource.value())
                            .tags(tags.entrySet().stream()
                                    .map(tag -> Tag.builder()
                                            .key(tag.getKey())
                                            .value(tag.getValue())
                                            .build())
                                    .toList())
                            .build());
        } else {
            parts.logs()
                    .tagResource(software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest.builder()
                            .resourceArn(resource.value())
                            .tags(tags)
                            .build());
        }
    }

    private static Estate.Row row(String service) {
        return Estate.ROWS.stream()
                .filter(row -> row.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyAnAdminTakesAServiceOver() {
        var name = new EnvironmentName(new AppName("rif"), new EnvironmentSlug("production"));
        var adoption = new Adoption(name, LoopWorld.WEBKOM, found("monoweb-prd-rif"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> loop.apps().adopt(LoopWorld.KARI, adoption))
                .satisfies(refused -> assertThat(refused.problems())
                        .extracting(each -> each.problem().code())
                        .containsExactly("RIGHT-2"));
    }

    private static EnvironmentId adopted(String service) {
        var found = found(service);
        var id = adopt(row(service));
        tag(id, found);
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(20));
        assertThat(loop.status(id).waits()).isEmpty();
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        return id;
    }

    private static TaskDefinition newest(String family) {
        return loop.world()
                .ecs()
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition(family)
                        .build())
                .taskDefinition();
    }

    /** By hand, in the console. */
    private static void update(UnaryOperator<UpdateServiceRequest.Builder> change) {
        var request = UpdateServiceRequest.builder()
                .cluster(loop.world().platform().cluster())
                .service("monoweb-prd-rif");
        loop.world().ecs().updateService(change.apply(request).build());
    }

    private static String seen(String host) {
        return loop.door().visit(host + ".apps.example.no").brief();
    }

    @Test
    void theWholeEstateIsAdoptedWithoutAChange() {
        // Given
        assertThat(loop.bean(Strangers.class).all())
                .hasSize(18)
                .allSatisfy(stranger -> assertThat(stranger)
                        .isInstanceOf(Strangers.Adoptable.class)
                        .extracting(Strangers.Stranger::madeBy)
                        .isEqualTo("terraform"));
        var before = loop.inventory().foreign();

        // When
        var ids = new ArrayList<EnvironmentId>();
        var resources = new ArrayList<Strangers.Adoptable>();
        for (var row : Estate.ROWS) {
            resources.add(found(row.service()));
            ids.add(adopt(row));
        }
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(20));

        // Then
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(loop.inventory().foreign()).isEqualTo(before);
        assertThat(ids).allSatisfy(id -> {
            assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
            assertThat(loop.status(id).waits()).anyMatch(wait -> wait.code().equals("OWN-1"));
        });

        // When
        for (var i = 0; i < ids.size(); i++) {
            tag(ids.get(i), resources.get(i));
        }
        loop.live(Duration.ofMinutes(2), Duration.ofSeconds(20));

        // Then
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(ids).allSatisfy(id -> {
            assertThat(loop.status(id).waits()).isEmpty();
            assertThat(loop.reconciliations().drift(List.of(id))).isEmpty();
            assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
            assertThat(Advice.on(loop.details(id).latest()))
                    .contains(Advice.BREAKER, Advice.DRAIN, Advice.LAUNCH_TYPE, Advice.TASK_LIMITS, Advice.LOGS);
        });
        assertThat(loop.bean(Strangers.class).all()).isEmpty();
    }

    @Test
    void aChangeGoesThroughAndKeepsTheRestAsItWas() {
        // Given
        var id = adopted("monoweb-prd-rpc");
        var latest = loop.details(id).latest();

        // When
        loop.change(id, latest.spec().withImage(Specs.image("demo/healthy:2.0.0")));
        loop.settle();

        // Then
        assertThat(loop.state(id)).isEqualTo(VersionState.LIVE);
        assertThat(seen("rpc.online")).isEqualTo("200 Hello from demo/healthy:2.0.0");
        var revision = newest("monoweb-prd-rpc");
        assertThat(revision.cpu()).isEqualTo("1024");
        assertThat(revision.memory()).isEqualTo("1024");
        assertThat(revision.taskRoleArn()).endsWith("role/monoweb-prd-rpc-ecs-task-role");
        assertThat(revision.executionRoleArn()).endsWith("role/ecsTaskExecutionRole");
        var container = revision.containerDefinitions().getFirst();
        assertThat(container.environment()).extracting("name").contains("AWS_REGION", "DATABASE_URL");
        assertThat(container.healthCheck().command().getLast()).contains(":4444/health");
        assertThat(container.logConfiguration().options())
                .containsEntry("awslogs-stream-prefix", "ecs/evergreen/monoweb-prd-rpc")
                .doesNotContainKey("mode");
        assertThat(container.memoryReservation()).isNull();
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void adviceIsTakenOneByOne() {
        // Given
        var id = adopted("vengeful-vineyard-prod-server");

        // When
        for (var advice : Advice.on(loop.details(id).latest())) {
            var now = loop.details(id);
            loop.apps().takeAdvice(LoopWorld.KARI, now.ref(), now.generation(), advice);
            loop.settle();
            assertThat(loop.state(id)).as(advice.name()).isEqualTo(VersionState.LIVE);
        }

        // Then
        assertThat(Advice.on(loop.details(id).latest())).isEmpty();
        assertThat(seen("api.vinstraff")).startsWith("200");
        assertThat(loop.status(id).settled()).isTrue();
    }

    @Test
    void oneThatIsScaledToNothingIsAdoptedPaused() {
        // Given
        update(service -> service.desiredCount(0));
        loop.advance(Duration.ofMinutes(1));

        // When
        var id = adopted("monoweb-prd-rif");

        // Then
        assertThat(loop.details(id).intent()).isEqualTo(Intent.PAUSE);
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(loop.status(id).settled()).isTrue();
        assertThat(seen("interesse.online")).startsWith("503");

        // When
        loop.resume(id);
        loop.settle();

        // Then
        assertThat(seen("interesse.online")).startsWith("200");
    }

    @Test
    void nothingIsChangedWhenItIsNoLongerAsItWasFound() {
        // Given
        var found = found("monoweb-prd-rif");
        var id = adopt(row("monoweb-prd-rif"));
        update(service -> service.desiredCount(2));
        tag(id, found);

        // When
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));

        // Then
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(loop.state(id)).isEqualTo(VersionState.RUNNING);
        assertThat(loop.reconciliations().drift(List.of(id)).get(id))
                .extracting(drifted -> drifted.difference().found())
                .contains("2");

        // When
        var now = loop.details(id);
        loop.apps().abandon(ADA, now.ref(), now.generation());
        loop.live(Duration.ofMinutes(1), Duration.ofSeconds(10));

        // Then
        assertThat(loop.isGone(id)).isTrue();
        assertThat(loop.aws().writes()).isEmpty();
        assertThat(seen("interesse.online")).startsWith("200");
    }

    @Test
    void whatIsBeingAdoptedCannotBeChangedOrRemoved() {
        // Given
        var id = adopt(row("monoweb-prd-rif"));

        // Then
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> loop.remove(id));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> loop.pause(id));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(
                        () -> loop.change(id, loop.details(id).latest().spec().withCount(2)));
    }

    @Test
    void whatThePortalHasNoWordsForIsNamed() {
        // Given
        var newest = newest("monoweb-prd-rif");
        var made = loop.world()
                .ecs()
                .registerTaskDefinition(RegisterTaskDefinitionRequest.builder()
                        .family(newest.family())
                        .networkMode(newest.networkMode())
                        .executionRoleArn(newest.executionRoleArn())
                        .volumes(volume -> volume.name("data"))
                        .containerDefinitions(newest.containerDefinitions().getFirst().toBuilder()
                                .secrets(secret -> secret.name("TOKEN").valueFrom("/rif/token"))
                                .build())
                        .build())
                .taskDefinition()
                .taskDefinitionArn();
        update(service -> service.taskDefinition(made));

        // Then
        assertThat(loop.bean(Strangers.class).find("monoweb-prd-rif"))
                .hasValueSatisfying(stranger ->
                        assertThat(((Strangers.Unfit) stranger).reasons()).contains("volumes", "secrets"));
    }
}
