package no.dotkom.portal.apps.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.dashboard.KnownSecrets;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.TeamSlug;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of the room, asked for by people of two teams. Tests share one database: each takes names of its own. */
@SpringBootTest(classes = AppsApplication.class)
@AutoConfigureMockMvc(addFilters = false)
abstract class AppsPages {
    static final TeamSlug WEBKOM = new TeamSlug("webkom");
    static final TeamSlug APPKOM = new TeamSlug("appkom");
    static final Member KARI = member("Kari", Map.of(WEBKOM, Role.DEVELOPER));
    static final Member OLA = member("Ola", Map.of(APPKOM, Role.DEVELOPER));
    static final Member VIEWER = member("Vera", Map.of(WEBKOM, Role.VIEWER));
    static final Member BOTH = member("Bo", Map.of(WEBKOM, Role.DEVELOPER, APPKOM, Role.MAINTAINER));
    static final String IMAGE = "ghcr.io/dotkom/web:1.4.2";

    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    Apps apps;

    @Autowired
    DSLContext sql;

    @Autowired
    KnownSecrets secrets;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("portal.url", () -> "http://localhost:8080");
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("portal.url", () -> "http://localhost:8080");
        registry.add("db-scheduler.enabled", () -> false);
        IDENTITY.settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    private static Member member(String name, Map<TeamSlug, Role> teams) {
        return new Member(UUID.randomUUID(), name, false, new TreeMap<>(teams));
    }

    /** A name that no other test uses. */
    static String freshName() {
        return "app" + NAMES.incrementAndGet();
    }

    MvcTestResult page(Member member, String path) {
        return ask(member, get(path));
    }

    MvcTestResult send(Member member, String path, Map<String, String> form) {
        var request = post(path);
        form.forEach(request::param);
        return ask(member, request);
    }

    MvcTestResult ask(Member member, MockHttpServletRequestBuilder request) {
        request.requestAttr(CurrentMember.class.getName(), member);
        return MockMvcTester.create(mvc).perform(request);
    }

    /** The seven answers of a well-filled form; the rest is left to the portal. */
    static Map<String, String> answers(String name) {
        return new HashMap<>(Map.of(
                "name", name,
                "environment", "staging",
                "image", IMAGE,
                "port", "3000",
                "reach", "everyone",
                "domain", name + "-staging.online.ntnu.no",
                "healthPath", "/health",
                "size", "small",
                "count", "1"));
    }

    static Map<String, String> answers(String name, String question, String answer) {
        var answers = answers(name);
        answers.put(question, answer);
        return answers;
    }

    static Map<String, String> keyed(Map<String, String> answers) {
        var keyed = new HashMap<>(answers);
        keyed.put("key", UUID.randomUUID().toString());
        return keyed;
    }

    /** An application of webkom in staging, as Register makes it. */
    String registered() {
        var name = freshName();
        var made = send(KARI, "/apps", keyed(answers(name)));
        if (made.getResponse().getStatus() != 303) {
            throw new AssertionError("Not registered: " + made.getResponse().getStatus());
        }
        return name;
    }

    no.dotkom.portal.apps.EnvironmentDetails staging(String name) {
        return apps.find(KARI, new AppName(name), EnvironmentSlug.STAGING).orElseThrow();
    }
}
