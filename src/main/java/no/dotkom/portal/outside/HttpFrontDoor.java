package no.dotkom.portal.outside;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;
import no.dotkom.portal.reconcile.port.FrontDoor;
import org.springframework.stereotype.Component;

/** Asks the gateways that the platform's manifest names; only the status is read. */
@Component
class HttpFrontDoor implements FrontDoor {
    /** What a health path may hold and an address may not: any such character, and a percent sign that begins no code. */
    private static final Pattern UNUSUAL = Pattern.compile("[\"#<>\\[\\]\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");

    private final Http http;

    HttpFrontDoor(Http http) {
        this.http = http;
    }

    @Override
    public Answer ask(Gateway gateway, HostName host, String path) {
        try {
            var address = URI.create(gateway.address() + UNUSUAL.matcher(path).replaceAll(HttpFrontDoor::encoded));
            return new Answer.Status(http.status(address, Map.of("Host", host.value())));
        } catch (IOException silent) {
            return new Answer.Silent(String.valueOf(silent.getMessage()));
        }
    }

    private static String encoded(MatchResult character) {
        return "%%%02X".formatted((int) character.group().charAt(0));
    }
}
