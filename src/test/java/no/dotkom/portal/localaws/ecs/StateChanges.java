package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Task;

/** The door to EventBridge: whoever listens hears each change once and in order, with the timeline's lock held. */
public final class StateChanges {
    private final Timeline time;
    private final Account account;
    private final List<Consumer<StateChange>> listeners = new ArrayList<>();

    StateChanges(Timeline time, Account account) {
        this.time = time;
        this.account = account;
    }

    public void listen(Consumer<StateChange> listener) {
        listeners.add(listener);
    }

    void task(Task task) {
        var detail = StateChange.detail(task);
        detail.put("updatedAt", time.instant().toString());
        detail.remove("tags");
        tell("ECS Task State Change", task.taskArn(), detail);
    }

    void instance(ContainerInstance instance, String clusterArn) {
        var detail = StateChange.detail(instance);
        detail.put("clusterArn", clusterArn);
        detail.put("updatedAt", time.instant().toString());
        tell("ECS Container Instance State Change", instance.containerInstanceArn(), detail);
    }

    /** {@code SERVICE_STEADY_STATE} and its like. */
    void action(RunningService service, String type, String name, Map<String, Object> more) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("eventType", type);
        detail.put("eventName", name);
        detail.put("clusterArn", service.settings().clusterArn());
        detail.putAll(more);
        detail.put("createdAt", time.instant().toString());
        tell("ECS Service Action", service.settings().serviceArn(), detail);
    }

    /** {@code SERVICE_DEPLOYMENT_IN_PROGRESS}, {@code …_COMPLETED}, {@code …_FAILED}. */
    void deployment(RunningService service, String type, String name, EcsDeployment deployment) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("eventType", type);
        detail.put("eventName", name);
        detail.put("deploymentId", deployment.id);
        detail.put("updatedAt", time.instant().toString());
        detail.put("reason", deployment.reason());
        tell("ECS Deployment State Change", service.settings().serviceArn(), detail);
    }

    private void tell(String detailType, String resource, Map<String, Object> detail) {
        if (!listeners.isEmpty()) {
            var change = new StateChange(
                    uuid(), account.id(), account.region(), time.instant(), detailType, List.of(resource), detail);
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    private String uuid() {
        return "%s-%s-%s-%s-%s"
                .formatted(account.hex(8), account.hex(4), account.hex(4), account.hex(4), account.hex(12));
    }
}
