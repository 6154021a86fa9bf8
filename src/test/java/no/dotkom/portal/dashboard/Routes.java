package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every address of the portal, and who it answers; {@link RouteMatrixIT} tries each. */
final class Routes {
    /** Who an address answers, and those above. */
    enum Floor {
        /** Also who has not signed in. */
        ANYBODY,
        /** Who is a member of something; it shows what is theirs. */
        MEMBER,
        /** Of the team that owns it; for others it is not there. */
        VIEWER,
        DEVELOPER,
        ADMIN,
        /** No member: a token of the environment, or a workflow that it trusts ({@link DeployApiIT}). */
        PROGRAM
    }

    static final Map<Floor, List<String>> ROWS = Map.of(
            Floor.ANYBODY,
            List.of("GET /login", "ANY /error"),
            Floor.MEMBER,
            List.of(
                    "GET /",
                    "GET /apps",
                    "GET /apps/trends",
                    "GET /apps/new",
                    "POST /apps/new",
                    "GET /apps/new/image",
                    "GET /apps/new/domain",
                    "GET /apps/new/size",
                    "GET /apps/new/check",
                    "POST /apps/review",
                    "POST /apps",
                    "GET /events",
                    "GET /palette",
                    "GET /openapi.json",
                    "GET /preferences",
                    "POST /preferences",
                    "GET /styleguide"),
            Floor.VIEWER,
            List.of(
                    "GET /apps/{app}",
                    "GET /apps/{app}/environments/new",
                    "GET /apps/{app}/{environment}",
                    "GET /apps/{app}/{environment}/activity",
                    "GET /apps/{app}/{environment}/adoption",
                    "GET /apps/{app}/{environment}/deploy",
                    "GET /apps/{app}/{environment}/deploy/images",
                    "GET /apps/{app}/{environment}/deployments",
                    "GET /apps/{app}/{environment}/deployments/compare",
                    "GET /apps/{app}/{environment}/domains",
                    "GET /apps/{app}/{environment}/domains/checked",
                    "POST /apps/{app}/{environment}/domains/check",
                    "GET /apps/{app}/{environment}/drift",
                    "POST /apps/{app}/{environment}/drift/look",
                    "GET /apps/{app}/{environment}/logs",
                    "GET /apps/{app}/{environment}/logs/download",
                    "GET /apps/{app}/{environment}/logs/lines",
                    "GET /apps/{app}/{environment}/logs/stream",
                    "GET /apps/{app}/{environment}/metrics",
                    "GET /apps/{app}/{environment}/promote/{from}",
                    "GET /apps/{app}/{environment}/remove",
                    "GET /apps/{app}/{environment}/secrets",
                    "GET /apps/{app}/{environment}/settings",
                    "GET /apps/{app}/{environment}/tasks",
                    "GET /apps/{app}/{environment}/tasks/{id}",
                    "GET /apps/{app}/{environment}/tokens",
                    "GET /apps/{app}/{environment}/trends",
                    "GET /apps/{app}/{environment}/versions/{number}",
                    "POST /apps/{app}/{environment}/versions/{number}/diagnosis",
                    "GET /apps/{app}/{environment}/versions/{number}/rollback",
                    "GET /apps/{app}/{environment}/workflows"),
            Floor.DEVELOPER,
            List.of(
                    "POST /apps/{app}/{environment}/adoption/advice",
                    "POST /apps/{app}/{environment}/drift/ours",
                    "POST /apps/{app}/{environment}/drift/policy",
                    "POST /apps/{app}/{environment}/drift/theirs",
                    "POST /apps/{app}/{environment}/pause",
                    "POST /apps/{app}/{environment}/promote/{from}",
                    "POST /apps/{app}/{environment}/remove",
                    "POST /apps/{app}/{environment}/resume",
                    "POST /apps/{app}/{environment}/retry",
                    "POST /apps/{app}/{environment}/secrets",
                    "POST /apps/{app}/{environment}/secrets/deploy",
                    "POST /apps/{app}/{environment}/secrets/file",
                    "POST /apps/{app}/{environment}/secrets/remove",
                    "POST /apps/{app}/{environment}/settings",
                    "POST /apps/{app}/{environment}/settings/edit",
                    "POST /apps/{app}/{environment}/settings/review",
                    "POST /apps/{app}/{environment}/settings/secret",
                    "POST /apps/{app}/{environment}/tasks/{id}/session",
                    "POST /apps/{app}/{environment}/tokens",
                    "POST /apps/{app}/{environment}/tokens/{id}/revoke",
                    "POST /apps/{app}/{environment}/versions",
                    "POST /apps/{app}/{environment}/versions/{number}/cancel",
                    "POST /apps/{app}/{environment}/versions/{number}/rollback",
                    "POST /apps/{app}/{environment}/workflows",
                    "POST /apps/{app}/{environment}/workflows/{id}/remove"),
            Floor.PROGRAM,
            List.of(
                    "GET /api/v1/apps",
                    "GET /api/v1/apps/{app}/{environment}",
                    "GET /api/v1/apps/{app}/{environment}/versions",
                    "GET /api/v1/apps/{app}/{environment}/versions/{number}",
                    "GET /api/v1/openapi.json",
                    "POST /api/v1/apps/{app}/{environment}/versions"),
            Floor.ADMIN,
            List.of(
                    "POST /apps/{app}/{environment}/adoption/abandon",
                    "GET /admin/adopt",
                    "GET /admin/adopt/{service}",
                    "POST /admin/adopt/{service}",
                    "GET /admin/audit",
                    "GET /admin/audit/export",
                    "GET /admin/diagnoses",
                    "GET /admin/drift",
                    "GET /admin/drift/orphan",
                    "POST /admin/drift/orphan"));

    /** They answer until their reader leaves: who may is shown by the tests of streams. */
    private static final List<String> STREAMS = List.of("GET /events", "GET /apps/{app}/{environment}/logs/stream");

    private Routes() {}

    /** Those that take one method, each with who it answers. */
    static Stream<Arguments> rows() {
        return ROWS.entrySet().stream()
                .flatMap(floor -> floor.getValue().stream()
                        .filter(row -> !row.startsWith("ANY"))
                        .map(row -> Arguments.of(floor.getKey(), row)));
    }

    static boolean isOfApi(String row) {
        return row.contains(" /api/");
    }

    static boolean isStream(String row) {
        return STREAMS.contains(row);
    }
}
