package no.dotkom.portal.reconcile;

import java.util.Map;
import no.dotkom.portal.localaws.elbv2.Verdict;
import no.dotkom.portal.localaws.elbv2.Visit;
import no.dotkom.portal.localaws.world.Network;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.reconcile.port.FrontDoor;

/** A visitor of the virtual world: follows the listener's rules to a target and asks what listens there. */
public final class VirtualDoor implements FrontDoor {
    private static final String OUTSIDE = "192.0.2.7";
    private final VirtualAws aws;

    VirtualDoor(VirtualAws aws) {
        this.aws = aws;
    }

    /** What a visitor sees. */
    public record Page(int status, String text) {
        /** The status and the first line of what came. */
        public String brief() {
            return status + " " + text.lines().findFirst().orElse("");
        }
    }

    @Override
    public Answer ask(Gateway gateway, HostName host, String path) {
        return new Answer.Status(visit(host.value(), path, OUTSIDE).status());
    }

    public Page visit(String host) {
        return visit(host, "/", OUTSIDE);
    }

    Page visit(String host, String path, String from) {
        var world = aws.world();
        var visit = new Visit("GET", host, path, "", from, Map.of());
        return switch (world.parts().elbv2().route(world.platform().httpsListenerArn(), visit)) {
            case Verdict.Forward(var group, var instance, var port) ->
                switch (aws.ask(instance, port, path)) {
                    case Network.Answer.Status(var code, var body) -> new Page(code, body);
                    case Network.Answer.Refused() -> new Page(502, "");
                    case Network.Answer.TimedOut() -> new Page(504, "");
                };
            case Verdict.NoTarget _ -> new Page(503, "");
            case Verdict.Redirect redirect -> new Page(redirect.status(), "to " + redirect.host() + redirect.path());
            case Verdict.Fixed fixed -> new Page(fixed.status(), fixed.body());
        };
    }
}
