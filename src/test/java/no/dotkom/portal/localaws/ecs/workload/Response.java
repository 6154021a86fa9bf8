package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;

/**
 * What a workload answers.
 *
 * @param after how long it takes to answer
 */
public record Response(int status, String contentType, String body, Duration after) {
    static Response text(int status, String body) {
        return new Response(status, "text/plain; charset=utf-8", body, Duration.ZERO);
    }

    static Response json(String body) {
        return new Response(200, "application/json", body, Duration.ZERO);
    }

    Response after(Duration time) {
        return new Response(status, contentType, body, time);
    }
}
