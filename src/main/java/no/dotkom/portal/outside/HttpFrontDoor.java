package no.dotkom.portal.outside;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.reconcile.port.FrontDoor;
import org.springframework.stereotype.Component;

/** Asks the gateways that the platform's manifest names; only the status is read. */
@Component
class HttpFrontDoor implements FrontDoor {
    private final Http http;

    HttpFrontDoor(Http http) {
        this.http = http;
    }

    @Override
    public Answer ask(Gateway gateway, HostName host, String path) {
        try {
            return new Answer.Status(http.status(URI.create(gateway.address() + path), Map.of("Host", host.value())));
        } catch (IOException silent) {
            return new Answer.Silent(String.valueOf(silent.getMessage()));
        }
    }
}
