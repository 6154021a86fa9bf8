package no.dotkom.portal.localaws.ecs.workload;

import java.util.Map;
import java.util.function.Supplier;

/** Which workload an image is: by the last word of its repository, {@code …/demo/<kind>:<tag>}. */
public final class Workloads {
    private static final Map<String, Supplier<Workload>> KINDS = Map.of(
            "healthy", Workload::new,
            "arm64", Workload::new,
            "slow", Failing.Slow::new,
            "crashes", Failing.Crashes::new,
            "oom", Failing.OutOfMemory::new,
            "wrongport", Failing.WrongPort::new,
            "nohealth", Failing.NoHealth::new,
            "needsenv", Failing.NeedsVariable::new,
            "chatty", Talking.Chatty::new,
            "worker", Talking.Worker::new);

    private Workloads() {}

    /** An image of no known kind behaves as the healthy one. */
    static Workload of(String image) {
        var repository = image.replaceFirst("[:@][^/]*$", "");
        var kind = repository.substring(repository.lastIndexOf('/') + 1);
        return KINDS.getOrDefault(kind, Workload::new).get();
    }
}
