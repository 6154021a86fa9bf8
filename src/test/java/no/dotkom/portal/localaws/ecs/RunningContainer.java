package no.dotkom.portal.localaws.ecs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.dotkom.portal.localaws.ecs.workload.Process;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/** One container of a task: its process while it runs, and how it ended. */
final class RunningContainer {
    final ContainerDefinition definition;
    private final String arn;
    private final @Nullable String digest;
    private final String runtimeId;
    private final Map<Integer, Integer> hostPorts = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private @Nullable Process process;
    private String lastStatus = "PENDING";
    private @Nullable Integer exitCode;
    private @Nullable String reason;
    private HealthStatus health = HealthStatus.UNKNOWN;
    private int failedChecks;

    RunningContainer(ContainerDefinition definition, String arn, @Nullable String digest, String runtimeId) {
        this.definition = definition;
        this.arn = arn;
        this.digest = digest;
        this.runtimeId = runtimeId;
    }

    void bind(int containerPort, int hostPort) {
        hostPorts.put(containerPort, hostPort);
    }

    Map<Integer, Integer> hostPorts() {
        return hostPorts;
    }

    /** A secret as it was when the task was started. */
    void secret(String name, String value) {
        secrets.put(name, value);
    }

    /** Variables and secrets, as the application inside sees them. */
    Map<String, String> environment() {
        var environment = new TreeMap<>(secrets);
        definition
                .environment()
                .forEach(pair -> environment.put(pair.name(), pair.value() == null ? "" : pair.value()));
        return environment;
    }

    void started(Process running) {
        process = running;
        lastStatus = "RUNNING";
    }

    String runtimeId() {
        return runtimeId;
    }

    /** Runs a process that has not ended. */
    boolean running() {
        return process != null && lastStatus.equals("RUNNING");
    }

    @Nullable Process process() {
        return process;
    }

    void exited(int code, @Nullable String why) {
        lastStatus = "STOPPED";
        exitCode = code;
        reason = why;
    }

    /** Could not be started at all. */
    void failed(String why) {
        lastStatus = "STOPPED";
        reason = why;
    }

    void stoppedUnstarted() {
        lastStatus = "STOPPED";
    }

    boolean hasCheck() {
        var check = definition.healthCheck();
        return check != null && check.hasCommand() && !check.command().equals(List.of("NONE"));
    }

    /** One look of the health check; {@code counts} is false in the start period. */
    void checked(boolean passed, boolean counts) {
        failedChecks = passed || !counts ? 0 : failedChecks + 1;
        if (passed) {
            health = HealthStatus.HEALTHY;
        } else if (failedChecks >= retries()) {
            health = HealthStatus.UNHEALTHY;
        }
    }

    private int retries() {
        var retries = definition.healthCheck().retries();
        return retries == null ? 3 : retries;
    }

    HealthStatus health() {
        return health;
    }

    Container described(String taskArn) {
        var container = Container.builder()
                .containerArn(arn)
                .taskArn(taskArn)
                .name(definition.name())
                .image(definition.image())
                .lastStatus(lastStatus)
                .exitCode(exitCode)
                .reason(reason)
                .networkBindings(process == null ? List.of() : bindings())
                .networkInterfaces(List.of())
                .healthStatus(health)
                .cpu(String.valueOf(Need.cpu(definition)))
                .memory(text(definition.memory()))
                .memoryReservation(text(definition.memoryReservation()));
        var started = process != null;
        return (started ? container.imageDigest(digest).runtimeId(runtimeId) : container).build();
    }

    private List<NetworkBinding> bindings() {
        return hostPorts.entrySet().stream()
                .map(port -> NetworkBinding.builder()
                        .bindIP("0.0.0.0")
                        .containerPort(port.getKey())
                        .hostPort(port.getValue())
                        .protocol("tcp")
                        .build())
                .toList();
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : String.valueOf(number);
    }
}
