package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import no.dotkom.portal.model.Variables;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What of somebody else's task definition the portal has no words for: the next revision it registers would lose it.
 * Names are those of the AWS API, for whoever wrote them into the definition.
 */
final class Unmodelled {
    private final List<String> found = new ArrayList<>();

    private final String ownPrefix;

    private Unmodelled(String ownPrefix) {
        this.ownPrefix = ownPrefix;
    }

    /** In the order of the definition; empty when nothing would be lost. */
    static List<String> in(TaskDefinition definition, String container) {
        return in(definition, container, "");
    }

    /** @param ownPrefix of the parameters whose values may be secrets of it; empty for none */
    static List<String> in(TaskDefinition definition, String container, String ownPrefix) {
        var unmodelled = new Unmodelled(ownPrefix);
        unmodelled.task(definition);
        if (definition.containerDefinitions().size() > 1) {
            unmodelled.found.add(
                    "containerDefinitions: " + definition.containerDefinitions().size());
        }
        unmodelled.container(definition.containerDefinitions().getFirst(), container);
        return List.copyOf(unmodelled.found);
    }

    private void when(boolean lost, String name) {
        if (lost) {
            found.add(name);
        }
    }

    private void task(TaskDefinition task) {
        when(task.networkMode() != null && task.networkMode() != NetworkMode.BRIDGE, "networkMode");
        when(
                task.hasRequiresCompatibilities()
                        && !task.requiresCompatibilities().equals(List.of(Compatibility.EC2)),
                "requiresCompatibilities");
        when(task.hasVolumes() && !task.volumes().isEmpty(), "volumes");
        when(task.hasPlacementConstraints() && !task.placementConstraints().isEmpty(), "placementConstraints");
        when(task.pidMode() != null, "pidMode");
        when(task.ipcMode() != null, "ipcMode");
        when(task.proxyConfiguration() != null, "proxyConfiguration");
        when(task.ephemeralStorage() != null, "ephemeralStorage");
        when(task.executionRoleArn() == null, "executionRoleArn");
        var platform = task.runtimePlatform();
        when(
                platform != null
                        && platform.operatingSystemFamily() != null
                        && platform.operatingSystemFamily() != OSFamily.LINUX,
                "runtimePlatform");
    }

    private void container(ContainerDefinition container, String name) {
        when(!container.name().equals(name), "name: " + container.name());
        when(!container.secrets().stream().allMatch(this::isOwn), "secrets");
        when(container.hasEnvironmentFiles() && !container.environmentFiles().isEmpty(), "environmentFiles");
        when(container.hasMountPoints() && !container.mountPoints().isEmpty(), "mountPoints");
        when(container.hasVolumesFrom() && !container.volumesFrom().isEmpty(), "volumesFrom");
        when(container.hasLinks() && !container.links().isEmpty(), "links");
        when(container.hasCommand() && !container.command().isEmpty(), "command");
        when(container.hasEntryPoint() && !container.entryPoint().isEmpty(), "entryPoint");
        when(container.hasUlimits() && !container.ulimits().isEmpty(), "ulimits");
        when(container.hasSystemControls() && !container.systemControls().isEmpty(), "systemControls");
        when(container.hasDependsOn() && !container.dependsOn().isEmpty(), "dependsOn");
        when(container.hasExtraHosts() && !container.extraHosts().isEmpty(), "extraHosts");
        when(container.hasDnsServers() && !container.dnsServers().isEmpty(), "dnsServers");
        when(container.hasDnsSearchDomains() && !container.dnsSearchDomains().isEmpty(), "dnsSearchDomains");
        when(
                container.hasDockerSecurityOptions()
                        && !container.dockerSecurityOptions().isEmpty(),
                "dockerSecurityOptions");
        when(
                container.hasResourceRequirements()
                        && !container.resourceRequirements().isEmpty(),
                "resourceRequirements");
        when(container.hasDockerLabels() && !container.dockerLabels().isEmpty(), "dockerLabels");
        when(Objects.equals(container.privileged(), true), "privileged");
        when(Objects.equals(container.readonlyRootFilesystem(), true), "readonlyRootFilesystem");
        when(Objects.equals(container.disableNetworking(), true), "disableNetworking");
        when(Objects.equals(container.interactive(), true), "interactive");
        when(Objects.equals(container.pseudoTerminal(), true), "pseudoTerminal");
        when(container.user() != null, "user");
        when(container.workingDirectory() != null, "workingDirectory");
        when(container.hostname() != null, "hostname");
        when(container.repositoryCredentials() != null, "repositoryCredentials");
        when(container.linuxParameters() != null, "linuxParameters");
        when(container.firelensConfiguration() != null, "firelensConfiguration");
        when(container.restartPolicy() != null, "restartPolicy");
        when(container.startTimeout() != null, "startTimeout");
        ports(container);
        log(container);
        when(container.healthCheck() != null && !usual(container.healthCheck()), "healthCheck");
        when(!variables(container), "environment");
    }

    /** As the portal writes them: the parameter of the same name, below the environment's own prefix. */
    private boolean isOwn(Secret secret) {
        return !ownPrefix.isEmpty() && secret.valueFrom().equals(ownPrefix + secret.name());
    }

    private void ports(ContainerDefinition container) {
        when(
                container.portMappings().size() > 1,
                "portMappings: " + container.portMappings().size());
        when(
                container.portMappings().stream()
                        .anyMatch(port ->
                                port.hostPort() != null && port.hostPort() != 0 || port.containerPort() == null),
                "hostPort");
    }

    private void log(ContainerDefinition container) {
        var log = container.logConfiguration();
        when(log == null || log.logDriver() != LogDriver.AWSLOGS, "logConfiguration");
        if (log != null) {
            log.options().keySet().stream()
                    .filter(
                            Predicate.not(List.of(
                                    "awslogs-group",
                                    "awslogs-region",
                                    "awslogs-stream-prefix",
                                    "mode",
                                    "max-buffer-size")::contains))
                    .sorted()
                    .forEach(option -> found.add("logConfiguration: " + option));
        }
    }

    /** Asked by the shell at AWS's own pace: 30 s, 5 s, 3 retries (aws-facts §2). */
    private static boolean usual(HealthCheck check) {
        return check.command().size() == 2
                && check.command().getFirst().equals("CMD-SHELL")
                && (check.interval() == null || check.interval() == 30)
                && (check.timeout() == null || check.timeout() == 5)
                && (check.retries() == null || check.retries() == 3)
                && (check.startPeriod() == null || check.startPeriod() == 0);
    }

    private static boolean variables(ContainerDefinition container) {
        try {
            var values = new java.util.TreeMap<String, String>();
            container.environment().forEach(variable -> values.put(variable.name(), variable.value()));
            Variables.of(values);
            return true;
        } catch (IllegalArgumentException noSpecMay) {
            return false;
        }
    }
}
