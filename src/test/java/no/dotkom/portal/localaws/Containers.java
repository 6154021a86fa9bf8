package no.dotkom.portal.localaws;

import java.util.List;
import no.dotkom.portal.localaws.LocalAws.Parts;
import no.dotkom.portal.localaws.ecs.ClusterSettings;
import no.dotkom.portal.localaws.ecs.Ecs;
import no.dotkom.portal.localaws.ecs.Surroundings;
import no.dotkom.portal.localaws.ecs.Tempo;
import no.dotkom.portal.localaws.ecs.workload.Hosting;
import no.dotkom.portal.localaws.ecs.workload.ServedHosting;
import no.dotkom.portal.localaws.ecs.workload.VirtualHosting;
import no.dotkom.portal.localaws.world.Network;

/**
 * What runs the containers: ECS, or in tests of the gateway alone something smaller.
 *
 * @param network who answers on the ports of the nodes
 * @param services model objects whose public methods are operations
 * @param close ends what it runs
 */
public record Containers(Network network, List<Object> services, Runnable close) {
    /** Makes it for a world. */
    public interface Maker {
        /** @param served with sockets, in the time of the wall clock */
        Containers make(Parts parts, Platform platform, boolean served);
    }

    public static Maker ecs(Tempo tempo) {
        return (parts, platform, served) -> {
            if (served) {
                var hosting = new ServedHosting(parts.timeline());
                return new Containers(hosting, List.of(ecs(parts, platform, hosting, tempo)), hosting::close);
            }
            var hosting = new VirtualHosting(parts.timeline());
            return new Containers(hosting, List.of(ecs(parts, platform, hosting, tempo)), () -> {});
        };
    }

    private static Ecs ecs(Parts parts, Platform platform, Hosting hosting, Tempo tempo) {
        return new Ecs(
                new Surroundings(
                        parts.timeline(),
                        parts.account(),
                        parts.lag(),
                        parts.nodes(),
                        parts.ecr(),
                        parts.elbv2(),
                        parts.logs(),
                        parts.cloudWatch(),
                        parts.iam(),
                        parts.ssm(),
                        hosting,
                        tempo),
                new ClusterSettings(platform.cluster(), platform.capacityProvider(), platform.autoScalingGroupArn()));
    }
}
