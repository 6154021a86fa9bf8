package no.dotkom.portal.aws;

import java.util.HashMap;
import java.util.Map;
import no.dotkom.portal.watch.port.Fleet;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/** Calls of Systems Manager. */
@Component
class SsmCalls {
    private final SsmClient ssm;

    SsmCalls(AwsClients clients) {
        this.ssm = clients.ssm();
    }

    /** A document in Parameter Store. */
    String parameter(String name) {
        return ssm.getParameter(request -> request.name(name)).parameter().value();
    }

    /** The agents of all instances of the account that ever reached AWS, by instance id. */
    Map<String, Fleet.AgentSeen> agents() {
        var agents = new HashMap<String, Fleet.AgentSeen>();
        for (var agent : ssm.describeInstanceInformationPaginator(request -> {}).instanceInformationList()) {
            agents.put(agent.instanceId(), agent(agent));
        }
        return agents;
    }

    private static Fleet.AgentSeen agent(InstanceInformation agent) {
        return new Fleet.AgentSeen(agent.pingStatus() == PingStatus.ONLINE, agent.lastPingDateTime());
    }
}
