package no.dotkom.portal.localaws.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Images;
import no.dotkom.portal.localaws.world.LogSink;
import no.dotkom.portal.localaws.world.MetricSink;
import no.dotkom.portal.localaws.world.Parameters;
import no.dotkom.portal.localaws.world.Roles;

/** The smallest neighbours that ECS can live with. */
final class Fakes {
    private Fakes() {}

    /** Nodes as tests need them: three t3.small in three zones, of which some can be lost and others added. */
    static final class Nodes implements Fleet {
        private final List<Node> nodes = new ArrayList<>(List.of(
                node("i-0000000000000000a", "a"), node("i-0000000000000000b", "b"), node("i-0000000000000000c", "c")));

        private static Node node(String id, String zone) {
            return new Node(id, "t3.small", "x86_64", "eu-north-1" + zone, "10.0.1.1", 2048, 1640, EcsWorld.START);
        }

        void lose(String instanceId) {
            nodes.removeIf(node -> node.instanceId().equals(instanceId));
        }

        void only(String... zones) {
            nodes.removeIf(node -> !List.of(zones).contains(node.zone().substring("eu-north-1".length())));
        }

        void add(String id, String zone) {
            nodes.add(node(id, zone));
        }

        @Override
        public List<Node> nodes() {
            return List.copyOf(nodes);
        }
    }

    /** Every image under demo/ with every tag but {@code gone}. */
    static final class Registry implements Images {
        private int pushes = 1;

        void pushAgain() {
            pushes++;
        }

        @Override
        public Optional<Image> find(String reference) {
            var repository = ContainerStart.repository(reference);
            var rest = reference.substring(repository.length());
            var tag = rest.startsWith("@") ? rest.replaceFirst("^@sha256:\\d+-(.*)$", "$1") : rest.substring(1);
            if (!repository.contains("demo/") || tag.equals("gone")) {
                return Optional.empty();
            }
            var digest = rest.startsWith("@") ? rest.substring(1) : "sha256:%d-%s".formatted(pushes, tag);
            var architectures = repository.endsWith("arm64") ? Set.of("arm64") : Set.of("amd64", "arm64");
            return Optional.of(new Image(repository, tag, digest, architectures, 1000));
        }
    }

    /** Lines by stream. */
    static final class Logs implements LogSink {
        final Map<String, List<String>> streams = new LinkedHashMap<>();

        @Override
        public boolean groupExists(String group) {
            return group.equals(EcsWorld.GROUP);
        }

        @Override
        public void put(String group, String stream, Instant at, String line) {
            streams.computeIfAbsent(stream, s -> new ArrayList<>()).add(line);
        }

        List<String> all() {
            return streams.values().stream().flatMap(List::stream).toList();
        }
    }

    /** The newest value of each metric. */
    static final class Metrics implements MetricSink {
        final Map<String, Double> newest = new TreeMap<>();

        @Override
        public void put(
                String namespace, String metric, SortedMap<String, String> dimensions, Instant at, double value) {
            newest.put("%s %s %s".formatted(namespace, metric, dimensions), value);
        }
    }

    /** Roles that may be assumed and may do everything, but for those that are {@code broken} and what is denied. */
    static final class Rights implements Roles {
        final List<String> broken = new ArrayList<>();
        final Map<String, String> denied = new TreeMap<>();

        @Override
        public boolean assumableByTasks(String role) {
            return !broken.contains(role);
        }

        @Override
        public Decision decide(String role, String action, String resource) {
            var why = denied.get(resource);
            return why == null ? new Decision.Allowed() : new Decision.Denied(why);
        }
    }

    /** Values by name. */
    static final class Secrets implements Parameters {
        final Map<String, String> values = new TreeMap<>();

        @Override
        public String arn(String name) {
            return "arn:aws:ssm:eu-north-1:123456789012:parameter/" + name.replaceFirst("^/", "");
        }

        @Override
        public Optional<String> value(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }
}
