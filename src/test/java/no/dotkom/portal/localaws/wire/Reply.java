package no.dotkom.portal.localaws.wire;

import java.util.Map;

/** One HTTP answer. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    public Reply {
        headers = Map.copyOf(headers);
    }
}
