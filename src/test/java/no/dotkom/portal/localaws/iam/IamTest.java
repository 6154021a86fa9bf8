package no.dotkom.portal.localaws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** The contract of IAM: roles. */
class IamTest extends IamTests {
    @Test
    void aRoleIsReadAsItWasMade() {
        // Given
        var boundary = model.addPolicy("boundary", READS);
        // When
        var made = create(
                "shop-production",
                role -> role.path("/evergreen-prod/apps/")
                        .description("Reads the secrets of shop-production")
                        .maxSessionDuration(7200)
                        .permissionsBoundary(boundary)
                        .tags(tag("portal:app", "shop")));
        // Then
        var read = iam.getRole(r -> r.roleName("shop-production")).role();
        assertThat(read).isEqualTo(made);
        assertThat(read.arn()).isEqualTo("arn:aws:iam::123456789012:role/evergreen-prod/apps/shop-production");
        assertThat(read.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(read.createDate()).isEqualTo(timeline.instant());
        assertThat(read.maxSessionDuration()).isEqualTo(7200);
        assertThat(read.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
        assertThat(read.tags()).containsExactly(tag("portal:app", "shop"));
        assertThat(read.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%20%222012-10-17%22");
        assertThat(decoded(read.assumeRolePolicyDocument())).isEqualTo(TASKS);
    }

    @Test
    void whatWasNotAskedForHasItsDefault() {
        // When
        var made = create("shop", role -> {});
        // Then
        assertThat(made.path()).isEqualTo("/");
        assertThat(made.arn()).isEqualTo("arn:aws:iam::123456789012:role/shop");
        assertThat(made.maxSessionDuration()).isEqualTo(3600);
        assertThat(made.hasTags()).isFalse();
    }

    @Test
    void aNameIsTakenWhateverItsCaseAndPath() {
        // Given
        create("shop", role -> {});
        // Then
        assertThatExceptionOfType(EntityAlreadyExistsException.class)
                .isThrownBy(() -> create("Shop", role -> role.path("/elsewhere/")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("EntityAlreadyExists"))
                .withMessageContaining("Role with name Shop already exists.");
    }

    @Test
    void aRoleThatIsMadeAgainHasAnotherId() {
        // Given
        var first = create("shop", role -> {}).roleId();
        iam.deleteRole(r -> r.roleName("shop"));
        // When
        var again = create("shop", role -> {}).roleId();
        // Then
        assertThat(again).isNotEqualTo(first);
    }

    @Test
    void anUnknownRoleIsNotFound() {
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getRole(r -> r.roleName("nobody")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
                .withMessageContaining("The role with name nobody cannot be found.");
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.deleteRole(r -> r.roleName("nobody")));
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> put("nobody", "secrets", READS));
    }

    @Test
    void aRoleWithPoliciesIsNotDeleted() {
        // Given
        create("shop", role -> {});
        put("shop", "secrets", READS);
        var policy = model.addPolicy("reads", READS);
        iam.attachRolePolicy(r -> r.roleName("shop").policyArn(policy));
        // Then
        conflict("must detach all policies first");
        iam.detachRolePolicy(r -> r.roleName("shop").policyArn(policy));
        conflict("must delete policies first");
        iam.deleteRolePolicy(r -> r.roleName("shop").policyName("secrets"));
        iam.deleteRole(r -> r.roleName("shop"));
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    private void conflict(String why) {
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deleteRole(r -> r.roleName("shop")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409))
                .withMessageContaining(why);
    }

    @Test
    void rolesAreListedByPathInPages() {
        // Given
        IntStream.range(0, 120)
                .forEach(n -> create(
                        "app-" + n, role -> role.path("/evergreen-prod/apps/").tags(tag("portal:app", "app"))));
        create("other", role -> {});
        // When
        var first = iam.listRoles(r -> r.pathPrefix("/evergreen-prod/"));
        var all = iam
                .listRolesPaginator(r -> r.pathPrefix("/evergreen-prod/apps/").maxItems(50))
                .roles()
                .stream()
                .toList();
        // Then
        assertThat(first.roles()).hasSize(100).noneMatch(Role::hasTags);
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.marker()).isNotEmpty();
        assertThat(all).hasSize(120).extracting(Role::roleName).doesNotContain("other");
        assertThat(iam.listRoles(r -> r.maxItems(1000)).roles()).hasSize(121);
        refused("less than or equal to 1000", () -> iam.listRoles(r -> r.maxItems(1001)));
        refused("Invalid Marker", () -> iam.listRoles(r -> r.marker("made up")));
    }

    @Test
    void anAccountHoldsAThousandRoles() {
        // Given
        IntStream.range(0, 1000).forEach(n -> model.addTaskRole("role-" + n));
        // Then
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> create("one-more", role -> {}))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409))
                .withMessageContaining("Cannot exceed quota for RolesPerAccount: 1000");
    }

    @Test
    void badNamesPathsAndTagsAreRefused() {
        refused("alphanumeric characters and/or", () -> create("a b", role -> {}));
        refused("length less than or equal to 64", () -> create("x".repeat(65), role -> {}));
        refused("must begin and end with /", () -> create("a", role -> role.path("evergreen")));
        refused("must begin and end with /", () -> create("a", role -> role.path("/evergreen")));
        refused("less than or equal to 43200", () -> create("a", role -> role.maxSessionDuration(43_201)));
        refused("length less than or equal to 50", () -> create("a", role -> role.tags(tags(51))));
        refused("regular expression pattern", () -> create("a", role -> role.tags(tag("a<b", "c"))));
        refused("must not be null", () -> iam.createRole(r -> r.roleName("a")));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> create("a", role -> role.tags(tag("Team", "a"), tag("team", "b"))))
                .withMessageContaining("Duplicate tag keys");
    }

    @Test
    void tagsAreAddedReplacedListedAndRemoved() {
        // Given
        create("shop", role -> role.tags(tag("Team", "webkom")));
        // When
        iam.tagRole(r -> r.roleName("shop").tags(tag("team", "dotkom"), tag("a", "b")));
        // Then
        assertThat(iam.listRoleTags(r -> r.roleName("shop")).tags())
                .containsExactly(tag("a", "b"), tag("team", "dotkom"));
        iam.untagRole(r -> r.roleName("shop").tagKeys("team"));
        assertThat(iam.listRoleTags(r -> r.roleName("shop")).tags()).containsExactly(tag("a", "b"));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.tagRole(r -> r.roleName("shop").tags(tags(50))));
    }

    @Test
    void whatIsNewShowsAfterTheLag() {
        // Given
        create("old", role -> {});
        timeline.advance(Duration.ofMinutes(1));
        lag.set(Duration.ofSeconds(5));
        // When
        create("shop", role -> {});
        put("old", "secrets", READS);
        // Then
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> iam.getRole(r -> r.roleName("shop")));
        assertThat(iam.listRoles().roles()).extracting(Role::roleName).containsExactly("old");
        assertThat(iam.listRolePolicies(r -> r.roleName("old")).policyNames()).isEmpty();
        assertThatExceptionOfType(EntityAlreadyExistsException.class).isThrownBy(() -> create("shop", role -> {}));
        put("shop", "secrets", READS);
        timeline.advance(Duration.ofSeconds(5));
        assertThat(iam.getRole(r -> r.roleName("shop")).role().roleName()).isEqualTo("shop");
        assertThat(iam.listRolePolicies(r -> r.roleName("old")).policyNames()).containsExactly("secrets");
    }
}
