package no.dotkom.portal.local;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a browser fetched for a page, as its network layer counts it. The page's stream never ends: it is counted as a
 * request, without its bytes.
 */
public record FirstVisit(List<Answer> answers) {
    /** A first page is so light that it opens at once on a poor line. */
    public static final long MOST_BYTES = 75_000;

    public static final int MOST_REQUESTS = 6;

    /** For what is fetched by what was fetched. Milliseconds. */
    private static final double SETTLING = 1500;

    /** @param kind the browser's word: Document, Stylesheet, Script … @param bytes that travelled, headers and all */
    public record Answer(String kind, String address, long bytes) {
        /** Where it is on its host. */
        public String path() {
            return URI.create(address).getPath();
        }
    }

    /** Opens {@code address} in a window that has nothing in its cache. */
    public static FirstVisit of(Page page, String address) {
        var seen = new LinkedHashMap<String, Answer>();
        var session = page.context().newCDPSession(page);
        session.on("Network.requestWillBeSent", event -> asked(event, seen));
        session.on("Network.loadingFinished", event -> finished(event, seen));
        session.send("Network.enable");
        page.navigate(address);
        page.waitForTimeout(SETTLING);
        session.detach();
        return new FirstVisit(List.copyOf(new ArrayList<>(seen.values())));
    }

    private static void asked(JsonObject event, Map<String, Answer> seen) {
        var address = event.getAsJsonObject("request").get("url").getAsString();
        if (!address.startsWith("data:")) {
            seen.put(id(event), new Answer(event.get("type").getAsString(), address, 0));
        }
    }

    private static void finished(JsonObject event, Map<String, Answer> seen) {
        var bytes = event.get("encodedDataLength").getAsLong();
        seen.computeIfPresent(id(event), (id, answer) -> new Answer(answer.kind(), answer.address(), bytes));
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    public int requests() {
        return answers.size();
    }

    public long bytes() {
        return answers.stream().mapToLong(Answer::bytes).sum();
    }
}
