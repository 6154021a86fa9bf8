package no.dotkom.portal.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.springframework.web.util.HtmlUtils;

/**
 * Applications registered as a member does it, through the forms: eight of ten have staging alone, two of ten
 * production too, every tenth is a worker; the first ten environments have a second version.
 */
record Estate(List<Environment> environments) {
    /** Its pages are below {@link #path}. */
    record Environment(String app, String slug, boolean worker) {
        String path() {
            return "/apps/" + app + "/" + slug;
        }
    }

    private static final int WITH_TWO_VERSIONS = 10;
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern ROW = Pattern.compile("<tr role=\"row\" id=\"app-");

    /** As many environments, none of them made yet. */
    static Estate of(int environments) {
        var all = new ArrayList<Environment>();
        for (var number = 1; all.size() < environments; number++) {
            var app = "bench%03d".formatted(number);
            var worker = number % 10 == 0;
            all.add(new Environment(app, "staging", worker));
            if (number % 4 == 1 && all.size() < environments) {
                all.add(new Environment(app, "production", worker));
            }
        }
        return new Estate(List.copyOf(all));
    }

    /** Those with two versions. */
    List<Environment> changed() {
        return environments.subList(0, Math.min(WITH_TWO_VERSIONS, environments.size()));
    }

    void register(String portal) throws IOException, InterruptedException {
        var kari = Visitor.signedIn(portal, LocalPerson.KARI);
        for (var environment : environments) {
            register(kari, environment);
        }
    }

    private static void register(Visitor kari, Environment environment) throws IOException, InterruptedException {
        var form = new LinkedHashMap<>(answers(environment));
        form.put("_csrf", Visitor.token(kari.get("/apps/new").body()));
        var review = kari.post("/apps/review", form);
        mustBe(200, review);
        mustBe(303, kari.post("/apps", hidden(review.body())));
    }

    /** The answers to Register's questions. */
    static Map<String, String> answers(Environment environment) {
        var answers = new LinkedHashMap<String, String>();
        answers.put("name", environment.app());
        answers.put("environment", environment.slug());
        answers.put("adding", environment.slug().equals("production") ? "true" : "");
        answers.put("image", environment.worker() ? "demo/worker:1.0" : "demo/healthy:1.0");
        answers.put("port", "3000");
        answers.put("reach", environment.worker() ? "nobody" : "everyone");
        answers.put("domain", environment.worker() ? "" : environment.app() + "-" + environment.slug() + ".localhost");
        answers.put("healthPath", "/health");
        answers.put("size", "nano");
        answers.put("count", "1");
        return answers;
    }

    private static Map<String, String> hidden(String page) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(page)
                .results()
                .forEach(field -> fields.put(field.group(1), HtmlUtils.htmlUnescape(field.group(2))));
        return fields;
    }

    /** Every environment serves its first version. */
    void awaitLive(String portal) throws IOException, InterruptedException {
        var kari = Visitor.signedIn(portal, LocalPerson.KARI);
        var end = System.nanoTime() + LONGEST.toNanos();
        var healthy = 0L;
        while (healthy < environments.size()) {
            mustComeBefore(end, healthy + " of " + environments.size() + " environments are live");
            Thread.sleep(Duration.ofSeconds(1));
            healthy = ROW.matcher(kari.get("/apps?health=healthy").body())
                    .results()
                    .count();
        }
    }

    /** A second version of some, and each of them live. */
    void change(String portal) throws IOException, InterruptedException {
        var kari = Visitor.signedIn(portal, LocalPerson.KARI);
        var end = System.nanoTime() + LONGEST.toNanos();
        for (var environment : changed()) {
            deploy(kari, environment, environment.worker() ? "demo/worker:1.1" : "demo/healthy:1.1");
        }
        for (var environment : changed()) {
            while (!kari.get(environment.path() + "/versions/2").body().contains("<title>✓")) {
                mustComeBefore(end, environment + " did not get its second version");
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    static void deploy(Visitor kari, Environment environment, String image) throws IOException, InterruptedException {
        var form = new LinkedHashMap<>(
                hidden(kari.get(environment.path() + "/deploy").body()));
        form.put("image", image);
        mustBe(303, kari.post(environment.path() + "/versions", form));
    }

    private static void mustComeBefore(long end, String otherwise) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException(otherwise + " after " + LONGEST.toSeconds() + " s");
        }
    }

    private static void mustBe(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }
}
