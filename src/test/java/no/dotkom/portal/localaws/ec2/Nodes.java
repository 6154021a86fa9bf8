package no.dotkom.portal.localaws.ec2;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Fleet;

/** The fleet: three t3.small in three zones to begin with; tests take nodes away and add others. */
public final class Nodes implements Fleet {
    /** 2 vCPU. */
    private static final int CPU = 2_048;

    /** Of 2 GiB, less the kernel's and 256 reserved (aws-facts §2). */
    private static final int MEMORY = 1_640;

    private final Clock clock;
    private final Account account;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private int made;

    public Nodes(Clock clock, Account account) {
        this.clock = clock;
        this.account = account;
        for (var zone : List.of("a", "b", "c")) {
            add("t3.small", "x86_64", account.region() + zone);
        }
    }

    @Override
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** A node joins the fleet. {@code architecture} is EC2's word: {@code x86_64} or {@code arm64}. */
    public Node add(String type, String architecture, String zone) {
        made++;
        var address = "10.0.%d.%d".formatted(zone.charAt(zone.length() - 1) - 'a' + 1, 10 + made);
        var node = new Node("i-" + account.hex(17), type, architecture, zone, address, CPU, MEMORY, clock.instant());
        nodes.add(node);
        return node;
    }

    /** A node joins that runs arm64 images only. */
    public Node addArm64(String zone) {
        return add("t4g.small", "arm64", zone);
    }

    @Override
    public boolean silent(String instanceId) {
        return silent.contains(instanceId);
    }

    /** Its agent reaches AWS no more, until it speaks again. */
    public void silence(String instanceId) {
        silent.add(instanceId);
    }

    public void speak(String instanceId) {
        silent.remove(instanceId);
    }

    /** The node is gone, as when its machine fails. */
    public void lose(String instanceId) {
        nodes.removeIf(node -> node.instanceId().equals(instanceId));
    }

    public void loseAll() {
        new ArrayList<>(nodes).forEach(node -> lose(node.instanceId()));
    }
}
