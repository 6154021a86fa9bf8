package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static no.dotkom.portaldb.Tables.APP;
import static no.dotkom.portaldb.Tables.AUDIT_EVENT;
import static no.dotkom.portaldb.Tables.ORPHAN;
import static no.dotkom.portaldb.Tables.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Adoption;
import no.dotkom.portal.identity.ApiToken.Scope;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portaldb.tables.records.AuditEventRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the portal, and who it answers (security.md S11): one without a row here fails the build. What may
 * not be seen is not there, what may not be done is refused, and neither leaves anything behind.
 */
class RouteMatrixIT extends DashboardPages {
    /** What forms ask; each takes what it knows. */
    private static final Map<String, String> ANSWERS = Map.of(
            "expected", "1",
            "version", "1",
            "from", "1",
            "to", "1",
            "code", "HC-1",
            "correct", "true",
            "policy", "OBSERVE_ONLY",
            "advice", "BREAKER",
            "topic", "watch",
            "view", "v");

    /** Of 32 bytes of seven: nobody gave it out. */
    private static final String FORGED = "dcs_1fJjkkpe9PiTw9KSulA8Ghct30vZz4HpdQ5c5b9cPF14O1ott";

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Test
    void everyAddressHasARow() {
        var found = new TreeSet<String>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> found.addAll(texts(info))));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(
                        Routes.ROWS.values().stream().flatMap(List::stream).toList()));
    }

    /** The application of these tests leaves rooms out that have no pages: were there one, it would stand here. */
    @Test
    void everyPageOfThePortalIsAmongThem() {
        var controllers = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("no.dotkom.portal")
                        .stream()
                        .filter(type -> type.isMetaAnnotatedWith(Controller.class))
                        .map(JavaClass::getName)
                        .toList();
        var mapped = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .map(method -> method.getBeanType().getName())
                .collect(toSet());
        assertThat(mapped).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(controllers);
    }

    private static List<String> texts(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods.isEmpty()
                        ? Stream.of("ANY " + pattern)
                        : methods.stream().map(method -> method + " " + pattern))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("no.dotkom.portal.dashboard.Routes#rows")
    void itAnswersThoseItIsForAndNobodyElse(Routes.Floor floor, String row) throws Exception {
        var target = target(row);
        for (var actor : Actor.values()) {
            var may = may(actor, floor, row);
            if (may && Routes.isStream(row)) {
                continue;
            }
            var before = written();
            var status = ask(actor, row, target);
            if (may) {
                assertThat(status).as("%s: %s", actor, row).isIn(200, 201, 303, 409, 422);
            } else {
                assertThat(status).as("%s: %s", actor, row).isEqualTo(refusal(actor, row));
                var told = row.startsWith("POST")
                                && !Routes.isOfApi(row)
                                && !List.of(303, 401).contains(status)
                                && actor != Actor.OUTSIDER
                        ? 1
                        : 0;
                assertThat(written())
                        .as("written for %s: %s", actor, row)
                        .containsExactly(before.get(0), before.get(1) + told, before.get(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("no.dotkom.portal.dashboard.Routes#rows")
    void whatIsNowhereIsAsAbsentAsWhatIsOfOthers(Routes.Floor floor, String row) throws Exception {
        if (row.contains("{app}") && !Routes.isOfApi(row)) {
            var nowhere = new Target("nowhere", "7f3a".repeat(8));
            assertThat(ask(Actor.OTHER_TEAM, row, nowhere)).isEqualTo(404);
            assertThat(ask(Actor.ADMIN, row, nowhere)).isEqualTo(404);
        }
    }

    /** A neighbour's page, a stranger's, and one that left the portal's token out (security.md S19). */
    @ParameterizedTest
    @MethodSource("no.dotkom.portal.dashboard.Routes#rows")
    void nothingIsDoneForThePagesOfOthers(Routes.Floor floor, String row) throws Exception {
        if (Routes.isOfApi(row) || !row.startsWith("POST") && !Routes.isStream(row)) {
            return;
        }
        var target = target(row);
        var before = written();
        for (var site : List.of("same-site", "cross-site", "none")) {
            assertThat(ask(Actor.ADMIN, row, target, site, true))
                    .as(site + ": " + row)
                    .isEqualTo(403);
        }
        if (row.startsWith("POST")) {
            assertThat(ask(Actor.ADMIN, row, target, "same-origin", false))
                    .as(row)
                    .isEqualTo(403);
        }
        assertThat(written()).isEqualTo(before);
    }

    /** What only looks like a stream is a page, to which others may link; what is one is it in any spelling. */
    @ParameterizedTest
    @CsvSource({
        "/apps/stream,404",
        "/apps/logs/stream,404",
        "/palette,200",
        "/apps/a/b/logs/stream,403",
        "/apps/a/b/logs/%73tream,403",
        "/%65vents,403"
    })
    void onlyStreamsAreNotOpenedFromElsewhere(URI address, int status) throws Exception {
        var asked = request(HttpMethod.GET, address);
        assertThat(sent(Actor.VIEWER, asked, "cross-site", true)).isEqualTo(status);
    }

    @Test
    void aDeedSaysFromWhereItWasDoneAndInWhichRequest() throws Exception {
        // When
        ask(Actor.DEVELOPER, "POST /apps/{app}/{environment}/pause", target(""));

        // Then
        var deed = requireNonNull(sql.selectFrom(AUDIT_EVENT)
                .orderBy(AUDIT_EVENT.ID.desc())
                .limit(1)
                .fetchOne());
        assertThat(deed.getAction()).isEqualTo("version.accept");
        assertThat(deed.getAddress()).isEqualTo("127.0.0.1");
        assertThat(deed.getRequestId()).matches("[0-9A-Z]{10}-[0-9A-Z]{4}");
    }

    @Test
    void whatWasRefusedIsOnRecordToo() throws Exception {
        // Given
        var target = target("");
        var path = "/apps/" + target.app() + "/production/pause";

        // When
        ask(Actor.VIEWER, "POST /apps/{app}/{environment}/pause", target);
        ask(Actor.OTHER_TEAM, "POST /apps/{app}/{environment}/pause", target);
        ask(Actor.OTHER_TEAM, "GET /apps/{app}/{environment}", target);

        // Then
        var deeds = sql.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.ACTION.eq("request.refused"), AUDIT_EVENT.DETAIL.contains(target.app()))
                .orderBy(AUDIT_EVENT.ID)
                .fetch();
        assertThat(deeds)
                .extracting(AuditEventRecord::getDetail)
                .containsExactly("POST " + path + " 403", "POST " + path + " 404");
        assertThat(deeds)
                .allSatisfy(deed -> assertThat(deed.getActor()).isNotNull())
                .allSatisfy(deed -> assertThat(deed.getAddress()).isEqualTo("127.0.0.1"));
    }

    private static boolean may(Actor actor, Routes.Floor floor, String row) {
        return switch (floor) {
            case ANYBODY -> true;
            case MEMBER -> actor.compareTo(Actor.VIEWER) >= 0;
            case VIEWER -> actor.compareTo(Actor.VIEWER) >= 0 && actor != Actor.OTHER_TEAM;
            case DEVELOPER -> actor.compareTo(Actor.DEVELOPER) >= 0 && actor != Actor.OTHER_TEAM;
            case ADMIN -> actor == Actor.ADMIN;
            case PROGRAM -> actor == Actor.TOKEN || actor == Actor.READER && !row.startsWith("POST");
        };
    }

    private static int refusal(Actor actor, String row) {
        if (Routes.isOfApi(row)) {
            return actor == Actor.READER ? 403 : 401;
        }
        return switch (actor) {
            case ANONYMOUS, FORGED, READER, TOKEN -> Routes.isStream(row) ? 401 : 303;
            case OTHER_TEAM -> row.contains("{app}") ? 404 : 403;
            default -> 403;
        };
    }

    /** What an address names. @param task that runs in its production. @param tokens of its production */
    private record Target(String app, String task, Map<Actor, String> tokens) {
        Target(String app, String task) {
            this(app, task, Map.of());
        }
    }

    private Target target(String row) {
        if (row.contains("/adoption")) {
            return new Target(adopted(), "");
        }
        var app = freshName();
        // Without a domain: the load balancer of these tests has room for a hundred, and they are many.
        var scene = stage().register(app, "production", null, 1)
                .live()
                .service(1, 1)
                .task("7f3a", 1, "healthy", "", "node-a");
        stage().register(app, "staging", null, 1).live();
        strangers.know(DriftPagesIT.stranger(app + "-prd-web", app + ".grades.no"));
        sql.insertInto(ORPHAN)
                .set(ORPHAN.ARN, "arn:" + app)
                .set(ORPHAN.KIND, "TARGET_GROUP")
                .set(ORPHAN.NAME, app)
                .set(ORPHAN.APP, app)
                .set(ORPHAN.ENVIRONMENT, "9f3c")
                .set(ORPHAN.SINCE, Instant.now())
                .execute();
        var tokens =
                Map.of(Actor.READER, makers().text(scene, Scope.READ), Actor.TOKEN, makers().text(scene, Scope.DEPLOY));
        return new Target(app, task(scene, "7f3a"), tokens);
    }

    private String adopted() {
        var app = freshName();
        var stranger = DriftPagesIT.stranger(app + "-prd-web", app + ".online.ntnu.no");
        var name = new EnvironmentName(new AppName(app), new EnvironmentSlug("production"));
        apps.adopt(ADMIN, new Adoption(name, WEBKOM, stranger));
        return app;
    }

    private List<Integer> written() {
        return List.of(sql.fetchCount(VERSION), sql.fetchCount(AUDIT_EVENT), sql.fetchCount(APP));
    }

    private int ask(Actor actor, String row, Target target) throws Exception {
        return ask(actor, row, target, "same-origin", true);
    }

    /** @param site as browsers say where a request comes from. @param token the form carries the portal's */
    private int ask(Actor actor, String row, Target target, String site, boolean token) throws Exception {
        var parts = row.split(" ", 2);
        var address = parts[1].replace("{app}", target.app())
                .replace("{environment}", "production")
                .replace("{number}", "1")
                .replace("{from}", "staging")
                .replace("{id}", target.task())
                .replace("{service}", target.app() + "-prd-web");
        var asked = request(HttpMethod.valueOf(parts[0]), address).param("arn", "arn:" + target.app());
        ANSWERS.forEach(asked::param);
        if (Routes.isOfApi(row) && row.startsWith("POST")) {
            asked.contentType("application/json").content(WorkflowCalls.tagged("1.5"));
        }
        var bearer = actor == Actor.FORGED ? FORGED : target.tokens().get(actor);
        if (bearer != null) {
            asked.header("Authorization", "Bearer " + bearer);
        }
        return sent(actor, asked, site, token);
    }

    private int sent(Actor actor, MockHttpServletRequestBuilder asked, String site, boolean token) throws Exception {
        asked.header("Host", url().substring("http://".length()))
                .header("Sec-Fetch-Site", site)
                .header("Accept", "text/html, */*");
        if (token) {
            asked.with(csrf());
        }
        var member = actor.member();
        if (member != null) {
            asked.requestAttr(CurrentMember.class.getName(), member)
                    .requestAttr(SignIn.class.getName(), new SignIn("a session", member.id(), Instant.now()))
                    .with(authentication(new TestingAuthenticationToken(member.name(), "", List.of())));
        }
        return withItsFilters().perform(asked).andReturn().getResponse().getStatus();
    }
}
