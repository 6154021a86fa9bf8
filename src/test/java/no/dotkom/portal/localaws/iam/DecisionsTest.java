package no.dotkom.portal.localaws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.wire.Dispatch;
import no.dotkom.portal.localaws.wire.Operations;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Roles.Decision;
import no.dotkom.portal.localaws.world.Timeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;

/** What a role may do, and who may act as it. */
class DecisionsTest {
    private static final String HERE = "arn:aws:ssm:eu-north-1:123456789012:parameter";
    private static final String READ = "ssm:GetParameters";

    private final Timeline timeline = new Timeline(Instant.parse("2026-09-01T10:00:00Z"));
    private final Lag lag = new Lag(timeline);
    private final Iam model = new Iam(timeline, Account.seeded(1), lag);
    private final IamClient iam =
            Clients.of(IamClient.builder(), new Dispatch(new Operations(List.of(model)), timeline));

    @BeforeEach
    void aRole() {
        iam.createRole(r -> r.roleName("shop").path("/apps/").assumeRolePolicyDocument(trust("")));
    }

    private static String trust(String condition) {
        return statement("\"Principal\": {\"Service\": [\"ecs-tasks.amazonaws.com\"]}, %s\"Action\": \"sts:AssumeRole\""
                .formatted(condition));
    }

    private static String statement(String rest) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", %s}}".formatted(rest);
    }

    private static String about(String action, String resource) {
        return statement("\"Action\": \"%s\", \"Resource\": \"%s\"".formatted(action, resource));
    }

    private void put(String name, String document) {
        iam.putRolePolicy(r -> r.roleName("shop").policyName(name).policyDocument(document));
    }

    private Decision decide(String parameter) {
        return model.decide("arn:aws:iam::123456789012:role/apps/shop", READ, HERE + parameter);
    }

    private static Decision denied(String why) {
        return new Decision.Denied(why);
    }

    @ParameterizedTest
    @CsvSource({
        "ssm:GetParameters, arn:aws:ssm:eu-north-1:123456789012:parameter/shop/KEY, true",
        "SSM:getparameters, arn:aws:ssm:eu-north-1:123456789012:parameter/shop/KEY, true",
        "ssm:Get*, arn:aws:ssm:*:*:parameter/shop/*, true",
        "*, *, true",
        "ssm:GetParameters, arn:aws:ssm:eu-north-1:123456789012:parameter/shop/K?Y, true",
        "ssm:GetParameter, arn:aws:ssm:eu-north-1:123456789012:parameter/shop/KEY, false",
        "ssm:GetParameters, arn:aws:ssm:eu-north-1:123456789012:parameter/SHOP/KEY, false",
        "ssm:GetParameters, arn:aws:ssm:eu-north-1:123456789012:parameter/shop, false",
        "ssm:GetParameters, arn:aws:ssm:eu-north-1:123456789012:parameter/shop/K?, false"
    })
    void actionsAndResourcesAreComparedWithWildcards(String action, String resource, boolean allowed) {
        // When
        put("secrets", about(action, resource));
        // Then
        assertThat(decide("/shop/KEY").equals(new Decision.Allowed())).isEqualTo(allowed);
    }

    @Test
    void nothingIsAllowedThatNoPolicyAllows() {
        assertThat(decide("/shop/KEY"))
                .isEqualTo(denied("because no identity-based policy allows the ssm:GetParameters action"));
        assertThat(model.decide("nobody", READ, HERE)).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void whatOnePolicyDeniesNoOtherAllows() {
        // Given
        put("all", about(READ, "*"));
        // When
        put("not-this", about(READ, HERE + "/shop/ROOT").replace("Allow", "Deny"));
        // Then
        assertThat(decide("/shop/KEY")).isEqualTo(new Decision.Allowed());
        assertThat(decide("/shop/ROOT")).isEqualTo(denied("with an explicit deny in an identity-based policy"));
    }

    @Test
    void allButWhatIsNamedIsMeantByNotResource() {
        // When
        put("others", statement("\"Action\": \"%s\", \"NotResource\": \"%s/shop/*\"".formatted(READ, HERE)));
        // Then
        assertThat(decide("/other/KEY")).isEqualTo(new Decision.Allowed());
        assertThat(decide("/shop/KEY")).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void aBoundaryLeavesOnlyWhatItAllowsAsWell() {
        // Given
        put("all", about("*", "*"));
        var boundary = model.addPolicy("boundary", about(READ, HERE + "/shop/*"));
        // When
        iam.putRolePermissionsBoundary(r -> r.roleName("shop").permissionsBoundary(boundary));
        // Then
        assertThat(decide("/shop/KEY")).isEqualTo(new Decision.Allowed());
        assertThat(decide("/other/KEY"))
                .isEqualTo(denied("because no permissions boundary allows the ssm:GetParameters action"));
    }

    @Test
    void aBoundaryAloneAllowsNothing() {
        // Given
        var boundary = model.addPolicy("boundary", about("*", "*"));
        // When
        iam.putRolePermissionsBoundary(r -> r.roleName("shop").permissionsBoundary(boundary));
        // Then
        assertThat(decide("/shop/KEY")).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void attachedPoliciesCountAsInlineOnesDo() {
        // Given
        var policy = model.addPolicy("reads", about(READ, HERE + "/shop/*"));
        // When
        iam.attachRolePolicy(r -> r.roleName("shop").policyArn(policy));
        // Then
        assertThat(decide("/shop/KEY")).isEqualTo(new Decision.Allowed());
    }

    @Test
    void aChangedPolicyIsGoneByAfterTheLag() {
        // Given
        put("secrets", about(READ, HERE + "/old"));
        timeline.advance(Duration.ofMinutes(1));
        lag.set(Duration.ofSeconds(5));
        // When
        put("secrets", about(READ, HERE + "/new"));
        // Then
        assertThat(decide("/old")).isEqualTo(new Decision.Allowed());
        assertThat(decide("/new")).isInstanceOf(Decision.Denied.class);
        timeline.advance(Duration.ofSeconds(5));
        assertThat(decide("/old")).isInstanceOf(Decision.Denied.class);
        assertThat(decide("/new")).isEqualTo(new Decision.Allowed());
    }

    @Test
    void aRoleIsAssumedByWhomItTrusts() {
        assertThat(model.assumableByTasks("arn:aws:iam::123456789012:role/apps/shop"))
                .isTrue();
        assertThat(model.assumableByTasks("shop")).isTrue();
        assertThat(model.assumableByTasks("arn:aws:iam::123456789012:role/shop"))
                .as("another path")
                .isFalse();
        assertThat(model.assumableByTasks("nobody")).isFalse();
        trusting(trust("").replace("ecs-tasks", "ecs"));
        assertThat(model.assumableByTasks("shop")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, aws:SourceAccount, 123456789012, true",
        "StringEquals, aws:SourceAccount, 210987654321, false",
        "ArnLike, aws:SourceArn, arn:aws:ecs:eu-north-1:123456789012:*, true",
        "ArnLike, aws:SourceArn, arn:aws:ecs:eu-west-1:123456789012:*, false",
        "StringEquals, aws:RequestedRegion, eu-north-1, false"
    })
    void trustMayDependOnTheTasksAccountAndRegion(String operator, String key, String value, boolean trusted) {
        // When
        trusting(trust("\"Condition\": {\"%s\": {\"%s\": \"%s\"}}, ".formatted(operator, key, value)));
        // Then
        assertThat(model.assumableByTasks("shop")).isEqualTo(trusted);
    }

    private void trusting(String document) {
        iam.updateAssumeRolePolicy(r -> r.roleName("shop").policyDocument(document));
    }

    @Test
    void aNewRoleIsAssumedAfterTheLag() {
        // Given
        lag.set(Duration.ofSeconds(5));
        // When
        iam.createRole(r -> r.roleName("fresh").assumeRolePolicyDocument(trust("")));
        // Then
        assertThat(model.assumableByTasks("fresh")).isFalse();
        timeline.advance(Duration.ofSeconds(5));
        assertThat(model.assumableByTasks("fresh")).isTrue();
        assertThat(model.assumableByTasks(model.addTaskRole("older"))).isTrue();
    }
}
