package no.dotkom.portal.dashboard;

import static java.util.Objects.requireNonNull;
import static no.dotkom.portaldb.Tables.ENVIRONMENT;
import static no.dotkom.portaldb.Tables.NODE_SNAPSHOT;
import static no.dotkom.portaldb.Tables.TASK_SNAPSHOT;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.ManifestReading;
import no.dotkom.portal.apps.Platforms;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.identity.ApiTokens;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.identity.Trusts;
import no.dotkom.portal.identity.WorkflowRule;
import no.dotkom.portal.local.LocalIdentity;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.ui.RequestId;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The pages of the room over a real database. Tests share it: each takes names of its own. */
@SpringBootTest(
        classes = DashboardApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"portal.dashboard.aging=PT0.2S", "portal.dashboard.dns=PT0.2S"})
@AutoConfigureMockMvc(addFilters = false)
public abstract class DashboardPages {
    static final TeamSlug WEBKOM = new TeamSlug("webkom");
    static final Member KARI = member("Kari Nilsen", false, Map.of(WEBKOM, Role.DEVELOPER));
    static final Member VIEWER = member("Vera Lund", false, Map.of(WEBKOM, Role.VIEWER));
    static final Member OLA = member("Ola Moen", false, Map.of(new TeamSlug("appkom"), Role.DEVELOPER));
    static final Member ADMIN = member("Ada Vik", true, Map.of());
    private static final int PORT = freePort();
    private static final TestPostgres.Database DATABASE = TestPostgres.create();
    private static final LocalIdentity IDENTITY = LocalIdentity.start(0);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private WebApplicationContext context;

    private @Nullable MockMvc filtered;

    @Autowired
    Apps apps;

    @Autowired
    Wishes wishes;

    @Autowired
    DSLContext sql;

    @Autowired
    Trusts trusts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    KnownLines lines;

    @Autowired
    KnownMetrics metrics;

    @Autowired
    KnownDns dns;

    @Autowired
    KnownStrangers strangers;

    @Autowired
    KnownSecrets secrets;

    @Autowired
    SecretKeeper keeper;

    @Autowired
    private KnownManifest manifest;

    @Autowired
    private Platforms platforms;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> PORT);
        registry.add("server.address", () -> "127.0.0.1");
        registry.add("management.server.port", () -> 0);
        registry.add("management.server.address", () -> "127.0.0.1");
        registry.add("portal.url", DashboardPages::url);
        registry.add("spring.datasource.url", DATABASE::url);
        registry.add("spring.datasource.username", DATABASE::user);
        registry.add("spring.datasource.password", DATABASE::password);
        registry.add("db-scheduler.enabled", () -> false);
        registry.add("portal.stream.gap", () -> "50ms");
        registry.add("portal.stream.recheck", () -> "2s");
        IDENTITY.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("portal.workflows.issuer", DashboardPages::workflowIssuer);
        registry.add("portal.workflows.keys", () -> workflowIssuer() + "/.well-known/jwks");
    }

    /** Nobody is asked there: {@link KnownKeys} has its keys. */
    static String workflowIssuer() {
        return "https://token.example";
    }

    /** The load balancer of these tests has room for a hundred: what a test registered makes room for the next. */
    @AfterEach
    void makeRoom() {
        sql.update(ENVIRONMENT)
                .set(ENVIRONMENT.REMOVED_AT, Instant.now())
                .where(ENVIRONMENT.REMOVED_AT.isNull())
                .execute();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Member member(String name, boolean admin, Map<TeamSlug, Role> teams) {
        return new Member(UUID.randomUUID(), name, admin, new TreeMap<>(teams));
    }

    /** Where browsers reach it. */
    static String url() {
        return "http://localhost:" + PORT;
    }

    /** Scenes of webkom's, with a picture that is fresh. */
    Scene.Stage stage() {
        var stage = new Scene.Stage(apps, wishes, sql, KARI, WEBKOM);
        stage.readAt(Instant.now());
        return stage;
    }

    /** An application in production, registered a moment ago. */
    Scene registered() {
        var name = freshName();
        return stage().register(name, "production", name + ".online.ntnu.no", 2);
    }

    /** The same, live on two tasks. */
    Scene live() {
        return registered()
                .live()
                .service(2, 2)
                .task("7f3a", 1, "healthy", "", "node-a")
                .task("c081", 1, "healthy", "", "node-b");
    }

    /** The whole id of the task that begins so. */
    String task(Scene scene, String start) {
        return requireNonNull(sql.select(TASK_SNAPSHOT.ID)
                .from(TASK_SNAPSHOT)
                .where(TASK_SNAPSHOT.ENVIRONMENT.eq(scene.ref().id().value()), TASK_SNAPSHOT.ID.startsWith(start))
                .fetchSingle(TASK_SNAPSHOT.ID));
    }

    /** Lets workflows of two kinds deploy it. */
    void trust(Scene scene) {
        var ref = scene.ref();
        trusts.add(KARI, ref.id(), ref.name(), new WorkflowRule("dotkom/grades", 74, 65, "", "production"));
        trusts.add(KARI, ref.id(), ref.name(), new WorkflowRule("dotkom/grades", 74, 65, "refs/heads/main", ""));
    }

    Makers makers() {
        return new Makers(sql, tokens);
    }

    /** The same page, on a platform that has no place for secrets. */
    <T> T withoutSecrets(Supplier<T> asked) {
        manifest.offerSecrets(false);
        ManifestReading.again(platforms);
        try {
            return asked.get();
        } finally {
            manifest.offerSecrets(true);
            ManifestReading.again(platforms);
        }
    }

    /** Its task 7f3a runs on a node of its own. */
    String placed(Scene scene, @Nullable Boolean online, @Nullable Instant seenAt) {
        var task = task(scene, "7f3a");
        var instance = "i-" + task.substring(4, 21);
        sql.update(TASK_SNAPSHOT)
                .set(TASK_SNAPSHOT.INSTANCE_ID, instance)
                .where(TASK_SNAPSHOT.ID.eq(task))
                .execute();
        var node = sql.newRecord(NODE_SNAPSHOT);
        node.setInstanceId(instance);
        node.setContainerInstance("arn:" + instance);
        node.setName("node-a");
        node.setType("t3.small");
        node.setArchitecture("amd64");
        node.setZone("eu-north-1a");
        node.setState("ACTIVE");
        node.setAgentConnected(true);
        node.setCpuTotal(2048);
        node.setCpuFree(1024);
        node.setMemoryTotal(1640);
        node.setMemoryFree(1000);
        node.setSeenAt(Instant.now());
        node.setSsmOnline(online);
        node.setSsmSeenAt(seenAt);
        node.insert();
        return task;
    }

    static String freshName() {
        return "app" + NAMES.incrementAndGet();
    }

    MvcTestResult page(Member member, String path) {
        return page(member, path, Locale.ENGLISH);
    }

    MvcTestResult page(Member member, String path, Locale locale) {
        return ask(member, get(path).header("Accept-Language", locale.toLanguageTag()));
    }

    MvcTestResult ask(Member member, MockHttpServletRequestBuilder request) {
        request.requestAttr(CurrentMember.class.getName(), member);
        return MockMvcTester.create(mvc).perform(request);
    }

    /** The portal with its filters, in front of which nobody has signed in yet. */
    MockMvc withItsFilters() {
        var portal = filtered;
        if (portal == null) {
            portal = MockMvcBuilders.webAppContextSetup(context)
                    .addFilters(context.getBean(RequestId.class))
                    .apply(springSecurity())
                    .build();
            filtered = portal;
        }
        return portal;
    }

    /** The text of a page, without its markup. */
    static String text(MvcTestResult page) {
        return body(page)
                .replaceAll("(?s)<(svg|script|head)\\b.*?</\\1>", "")
                .replaceAll("<[^>]+>", " ")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }

    static String body(MvcTestResult page) {
        try {
            return page.getResponse().getContentAsString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
