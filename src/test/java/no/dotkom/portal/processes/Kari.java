package no.dotkom.portal.processes;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import org.springframework.web.util.HtmlUtils;

/** A member at work, through the pages and their forms. */
final class Kari {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final Visitor visitor;

    private Kari(Visitor visitor) {
        this.visitor = visitor;
    }

    static Kari at(String portal) throws IOException, InterruptedException {
        return new Kari(Visitor.signedIn(portal, LocalPerson.KARI));
    }

    Visitor visitor() {
        return visitor;
    }

    void register(App app, String image) throws IOException, InterruptedException {
        var form = new LinkedHashMap<>(answers(app, app.host(), image, 1));
        form.put("_csrf", Visitor.token(visitor.get("/apps/new").body()));
        var review = visitor.post("/apps/review", form);
        mustBe(200, review);
        mustBe(303, visitor.post("/apps", hidden(review.body())));
    }

    private static Map<String, String> answers(App app, String host, String image, int count) {
        var answers = new LinkedHashMap<String, String>();
        answers.put("name", app.name());
        answers.put("environment", "staging");
        answers.put("adding", "");
        answers.put("image", image);
        answers.put("port", "3000");
        answers.put("reach", "everyone");
        answers.put("domain", host);
        answers.put("healthPath", "/health");
        answers.put("size", "nano");
        answers.put("count", Integer.toString(count));
        answers.put("interval", "5");
        answers.put("timeout", "2");
        answers.put("healthyAfter", "2");
        answers.put("drain", "10");
        return answers;
    }

    void deploy(App app, String image) throws IOException, InterruptedException {
        mustBe(303, send(app, deployment(app, image)));
    }

    /** The form that deploys {@code image}, filled in and not sent. */
    Map<String, String> deployment(App app, String image) throws IOException, InterruptedException {
        var form =
                new LinkedHashMap<>(hidden(visitor.get(app.path() + "/deploy").body()));
        form.put("image", image);
        return form;
    }

    /** Sends such a form, whatever comes of it. */
    HttpResponse<String> send(App app, Map<String, String> deployment) throws IOException, InterruptedException {
        return visitor.post(app.path() + "/versions", deployment);
    }

    /** Asks for all that Settings ask, of which host, image and count may be new. */
    void change(App app, String host, String image, int count) throws IOException, InterruptedException {
        var form = new LinkedHashMap<>(answers(app, host, image, count));
        form.putAll(hidden(visitor.get(app.path() + "/settings").body()));
        mustBe(303, visitor.post(app.path() + "/settings", form));
    }

    void remove(App app) throws IOException, InterruptedException {
        var form =
                new LinkedHashMap<>(hidden(visitor.get(app.path() + "/remove").body()));
        form.put("confirm", app.full());
        mustBe(303, visitor.post(app.path() + "/remove", form));
    }

    private static Map<String, String> hidden(String page) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(page)
                .results()
                .forEach(field -> fields.put(field.group(1), HtmlUtils.htmlUnescape(field.group(2))));
        return fields;
    }

    private static void mustBe(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }
}
