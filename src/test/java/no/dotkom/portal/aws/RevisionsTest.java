package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.plan.Subject;
import no.dotkom.portal.plan.TaskDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** What is asked of ECS, whatever a member asked of us: these fields and no other (security.md S03, S04). */
class RevisionsTest {
    private static final Set<String> FIELDS = Set.of(
            "family",
            "networkMode",
            "requiresCompatibilities",
            "executionRoleArn",
            "runtimePlatform.operatingSystemFamily",
            "runtimePlatform.cpuArchitecture",
            "tags.key",
            "tags.value",
            "containerDefinitions.name",
            "containerDefinitions.image",
            "containerDefinitions.essential",
            "containerDefinitions.cpu",
            "containerDefinitions.memory",
            "containerDefinitions.memoryReservation",
            "containerDefinitions.stopTimeout",
            "containerDefinitions.environment.name",
            "containerDefinitions.environment.value",
            "containerDefinitions.secrets.name",
            "containerDefinitions.secrets.valueFrom",
            "containerDefinitions.portMappings.containerPort",
            "containerDefinitions.portMappings.hostPort",
            "containerDefinitions.portMappings.protocol",
            "containerDefinitions.healthCheck.command",
            "containerDefinitions.logConfiguration.logDriver",
            "containerDefinitions.logConfiguration.options");

    /** Of one that was adopted: what it had, and nobody can ask for. */
    private static final Set<String> ADOPTED = Set.of("cpu", "memory", "taskRoleArn");

    private static final AsFound AS_FOUND =
            new AsFound("256", "512", "arn:aws:iam::1:role/uploads", "", true, true, true, "", 0, 0, 0);
    private static final EnvironmentId ID = new EnvironmentId(UUID.fromString("6c1d0e0a-2f53-4a7e-8d0a-6a1f6f0f9d11"));
    private static final EnvironmentName NAME =
            new EnvironmentName(new AppName("grades"), new EnvironmentSlug("staging"));
    private static final String QUOTED =
            "sh -c 'test \"$(id -u)\" != 0' && curl -f http://localhost:3000/; echo `x` ${Y}";

    private static Subject subject() {
        return new Subject(ID, NAME, ResourceNames.of(NAME), "main", List.of(), List.of(), Set.of(), Map.of());
    }

    private static TaskDefinition wanted(int port, String check, Map<String, String> variables, AsFound asFound) {
        var image = new ImageRef("ghcr.io", "dotkom/grades", "1.0", "sha256:" + "9f".repeat(32));
        return new TaskDefinition(
                "grades-staging",
                "grades",
                Generation.FIRST,
                image,
                Size.SMALL,
                port,
                30,
                Architecture.ARM64,
                Variables.of(variables),
                port == 0 ? new TreeMap<>() : new TreeMap<>(Map.of("API_KEY", "/apps/grades/staging/API_KEY")),
                check,
                "/apps/grades-staging",
                "task",
                new Arn("arn:aws:iam::1:role/execution"),
                asFound);
    }

    private static Stream<TaskDefinition> everyKind() {
        return Stream.of(
                wanted(3000, QUOTED, Map.of("PRIVILEGED", "true", "HOST_PORT", "80"), AsFound.NOTHING),
                wanted(0, "", Map.of(), AsFound.NOTHING),
                wanted(3000, "", Map.of("A", "${AWS_REGION}"), AS_FOUND));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void nothingElseIsAskedOfEcs(TaskDefinition wanted) {
        var asked = new TreeSet<String>();
        collect(Revisions.request(subject(), wanted, "eu-north-1"), "", asked);
        if (wanted.asFound().equals(AsFound.NOTHING)) {
            assertThat(asked).doesNotContainAnyElementsOf(ADOPTED);
        }
        asked.removeAll(ADOPTED);
        assertThat(asked).isSubsetOf(FIELDS);
    }

    @Test
    void allOfThemAreAskedOfOneThatHasEverything() {
        var asked = new TreeSet<String>();
        everyKind().forEach(each -> collect(Revisions.request(subject(), each, "eu-north-1"), "", asked));
        assertThat(asked).containsAll(FIELDS).containsAll(ADOPTED);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void noPortOfTheHostIsTakenAndTheImageIsPinned(TaskDefinition wanted) {
        var container = container(wanted);
        assertThat(container.portMappings()).allMatch(port -> port.hostPort() == 0);
        assertThat(container.image()).endsWith("@sha256:" + "9f".repeat(32));
    }

    @Test
    void aCheckArrivesAsItWasTyped() {
        assertThat(container(everyKind().findFirst().orElseThrow())
                        .healthCheck()
                        .command())
                .containsExactly("CMD-SHELL", QUOTED);
    }

    private static ContainerDefinition container(TaskDefinition wanted) {
        var containers = Revisions.request(subject(), wanted, "eu-north-1").containerDefinitions();
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    /** The paths of all fields that have a value. */
    private static void collect(SdkPojo from, String path, Set<String> into) {
        for (var field : from.sdkFields()) {
            var value = field.getValueOrDefault(from);
            var here = path
                    + field.memberName().substring(0, 1).toLowerCase(Locale.ROOT)
                    + field.memberName().substring(1);
            switch (value) {
                case null -> {}
                case SdkPojo inner -> collect(inner, here + ".", into);
                case List<?> many
                when !many.isEmpty() && many.getFirst() instanceof SdkPojo ->
                    many.forEach(each -> collect((SdkPojo) each, here + ".", into));
                case List<?> none when none.isEmpty() -> {}
                case Map<?, ?> none when none.isEmpty() -> {}
                default -> into.add(here);
            }
        }
    }
}
