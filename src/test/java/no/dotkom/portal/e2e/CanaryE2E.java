package no.dotkom.portal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;
import no.dotkom.portal.localaws.wire.Fault;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.reconcile.Specs;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;

/**
 * Values that only Parameter Store may have, sent in every way in which a member can send one, and then looked for in
 * every place where they could have come to lie (security.md S13): plain, in base64, in hex, and as URLs and HTML have
 * them.
 */
@ExtendWith(OutputCaptureExtension.class)
class CanaryE2E extends RunningPortal {
    private static final String BASE = "/apps/canary/staging";
    private static final String FOLDER = "/evergreen/prod/apps/canary/staging/";
    private static final String FIRST = "kanari/7f3e+\u00f8'1";
    private static final String SECOND = "kanari/9a11+\u00f8'2";
    private static final String FILED = "kanari/c0de+\u00f8'3";
    private static final String REFUSED = "kanari/dead+\u00f8'4";
    private static final List<String> ALL = List.of(FIRST, SECOND, FILED, REFUSED);
    private static final Pattern LINK = Pattern.compile("(?:href|hx-get|src|action)=\"(/[^\"#]*)");

    @Autowired
    private Apps apps;

    @Autowired
    private DSLContext sql;

    /** Where a value was found, by the place. */
    private final Map<String, String> found = new LinkedHashMap<>();

    @AfterEach
    void calm() {
        WORLD.dispatch().plan(Fault.Plan.NOTHING);
    }

    private static Stream<String> disguises(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getEncoder().encodeToString(bytes);
        return Stream.of(
                value,
                base64.substring(0, base64.length() - 4),
                HexFormat.of().formatHex(bytes),
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                value.replace("'", "&#39;"),
                // What all of them have in common, however the rest of it was written.
                value.substring(7, 11) + "+");
    }

    private void lookIn(String place, String text) {
        for (var value : ALL) {
            disguises(value).filter(text::contains).findFirst().ifPresent(as -> found.put(place, as));
        }
    }

    private void register() {
        var teams = new TreeMap<TeamSlug, Role>();
        teams.put(new TeamSlug("webkom"), Role.DEVELOPER);
        var kari = new Member(UUID.randomUUID(), "Kari Nilsen", false, teams);
        var name = new EnvironmentName(new AppName("canary"), new EnvironmentSlug("staging"));
        apps.register(
                kari,
                new Registration(
                        name,
                        new TeamSlug("webkom"),
                        Specs.web("demo/needsenv:1.0", "canary.localhost"),
                        UUID.randomUUID().toString()));
    }

    private String post(Visitor kari, String path, Map<String, String> fields) throws Exception {
        var form = new TreeMap<>(fields);
        form.put("_csrf", Visitor.token(kari.get(BASE + "/secrets").body()));
        var answer = kari.post(BASE + path, form);
        lookIn("POST " + path, answer.headers().map() + answer.body());
        return answer.statusCode() + " "
                + answer.headers().firstValue("Location").orElse("");
    }

    private static String stored(String name) {
        return WORLD.parts().ssm().value(FOLDER + name).orElse("(none)");
    }

    @Test
    void aValueIsFoundNowhereButInParameterStore(CapturedOutput output) throws Exception {
        // Given a search that finds what is there
        for (var value : ALL) {
            disguises(value).forEach(as -> lookIn("here " + as, "{" + as + "}"));
        }
        assertThat(found).hasSize(ALL.size() * 6);
        found.clear();
        var kari = Visitor.signedIn(url(), LocalPerson.KARI);
        register();

        // When
        assertThat(post(kari, "/secrets", Map.of("name", "DATABASE_URL", "value", FIRST)))
                .startsWith("303");
        assertThat(stored("DATABASE_URL")).isEqualTo(FIRST);
        assertThat(post(kari, "/secrets", Map.of("name", "DATABASE_URL", "value", SECOND)))
                .startsWith("303");
        assertThat(post(kari, "/secrets/file", Map.of("file", "A_KEY=\"" + FILED + "\"\n")))
                .startsWith("303");
        assertThat(stored("A_KEY")).isEqualTo(FILED);
        wrongly(kari);
        assertThat(post(kari, "/secrets/deploy", Map.of("expected", "1"))).startsWith("303");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> kari.get(BASE + "/versions/2").body().contains("v2 live"));
        assertThat(post(kari, "/secrets/remove", Map.of("name", "A_KEY"))).startsWith("303");

        // Then
        var pages = crawl(kari, BASE, 250);
        assertThat(pages).anyMatch(path -> path.contains("/canary/staging/secrets"));
        assertThat(pages).anyMatch(path -> path.contains("/canary/staging/activity"));
        assertThat(pages).anyMatch(path -> path.contains("/canary/staging/versions/2"));
        crawl(Visitor.signedIn(url(), LocalPerson.ADA), "/admin", 60);
        database();
        aws();
        lookIn("the log", output.getAll());
        assertThat(found).isEmpty();
    }

    /** In all the ways in which it is refused, by us and by AWS, which may repeat what it got. */
    private void wrongly(Visitor kari) throws Exception {
        assertThat(post(kari, "/secrets", Map.of("name", "no name", "value", REFUSED)))
                .startsWith("422");
        assertThat(post(kari, "/secrets", Map.of("name", "AWS_KEY", "value", REFUSED)))
                .startsWith("422");
        assertThat(post(kari, "/secrets", Map.of("name", "B_KEY", "value", REFUSED.repeat(400))))
                .startsWith("422");
        assertThat(post(kari, "/secrets/file", Map.of("file", "B_KEY=\"" + REFUSED + "\nno quote")))
                .startsWith("422");
        WORLD.dispatch()
                .plan(call -> call.operation().equals("PutParameter")
                        ? new Fault.Refused("ValidationException", 400, "The value " + REFUSED + " is not valid")
                        : new Fault.None());
        assertThat(post(kari, "/secrets", Map.of("name", "B_KEY", "value", REFUSED)))
                .startsWith("422");
        WORLD.dispatch().plan(Fault.Plan.NOTHING);
        var elsewhere = kari.get(BASE + "/nowhere?value=x");
        lookIn("an error", elsewhere.body());
    }

    /** Every page, fragment and file that pages lead to. */
    private List<String> crawl(Visitor visitor, String from, int most) throws IOException, InterruptedException {
        var open = new ArrayDeque<>(List.of(from));
        var seen = new ArrayList<String>();
        while (!open.isEmpty() && seen.size() < most) {
            var path = open.removeFirst();
            if (seen.contains(path) || path.startsWith("/logout") || path.startsWith("/events")) {
                continue;
            }
            seen.add(path);
            var answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isLessThan(500);
            lookIn("GET " + path, answer.headers().map() + answer.body());
            var links = LINK.matcher(answer.body());
            while (links.find()) {
                var next = links.group(1).replace("&amp;", "&");
                // Its own pages first: of the assets there are many, and no end.
                if (next.contains("canary")) {
                    open.addFirst(next);
                } else if (!next.startsWith("/assets/")) {
                    open.addLast(next);
                }
            }
        }
        return seen;
    }

    /** Each row of each table, also of sessions, as text; what is binary, in hex. */
    private void database() {
        var tables = sql.fetch("select table_name from information_schema.tables where table_schema = 'public'")
                .getValues(0, String.class);
        assertThat(tables).contains("secret", "audit_event", "version");
        tables.forEach(table -> sql.fetch("select t::text from \"" + table + "\" t")
                .getValues(0, String.class)
                .forEach(row -> lookIn("table " + table, String.valueOf(row))));
    }

    /** What others may read: task definitions and services. */
    private void aws() {
        var definition = WORLD.ecs()
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition("canary-staging")
                        .build());
        assertThat(definition.taskDefinition().containerDefinitions().getFirst().secrets())
                .hasSize(2);
        lookIn("the task definition", definition.toString());
    }
}
