package no.dotkom.portal.localaws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** The contract of IAM: the policies of roles, their boundaries, and who may act as them. */
class RolePoliciesTest extends IamTests {
    @Test
    void anInlinePolicyIsWrittenReadListedAndDeleted() {
        // Given
        create("shop", role -> {});
        // When
        put("shop", "secrets", READS);
        // Then
        var read = iam.getRolePolicy(r -> r.roleName("shop").policyName("secrets"));
        assertThat(decoded(read.policyDocument())).isEqualTo(READS);
        assertThat(read.policyDocument()).contains("parameter%2Fa~b%2F%2A").doesNotContain("+", "*");
        assertThat(iam.listRolePolicies(r -> r.roleName("shop")).policyNames()).containsExactly("secrets");
        iam.deleteRolePolicy(r -> r.roleName("shop").policyName("secrets"));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getRolePolicy(r -> r.roleName("shop").policyName("secrets")))
                .withMessageContaining("The role policy with name secrets cannot be found.");
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.deleteRolePolicy(r -> r.roleName("shop").policyName("secrets")));
    }

    @Test
    void theInlinePoliciesOfARoleShareTheirSize() {
        // Given
        create("shop", role -> {});
        put("shop", "first", large(5_000));
        // Then
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> put("shop", "second", large(6_000)))
                .withMessageContaining("Maximum policy size of 10240 bytes exceeded for role shop");
        put("shop", "first", large(6_000));
        put("shop", "second", " ".repeat(9_000) + READS);
    }

    private static String large(int size) {
        return READS.replace("a~b", "x".repeat(size));
    }

    @Test
    void malformedPoliciesAreRefused() {
        // Given
        create("shop", role -> {});
        // Then
        malformed("Syntax errors in policy.", "nonsense");
        malformed("Syntax errors in policy.", "{}");
        malformed("Syntax errors in policy.", READS.replace("Allow", "Perhaps"));
        malformed("2012-10-17 or greater", READS.replace("\"Version\": \"2012-10-17\", ", ""));
        malformed("must contain actions", READS.replace("\"ssm:GetParameters\"", ""));
        malformed("prefaced by a vendor", READS.replace("ssm:GetParameters", "GetParameters"));
        malformed("must be in ARN format", READS.replaceAll("arn:[^\"]*", "parameter/a"));
        malformed("must contain resources", READS.replaceAll("\"arn:[^\"]*\"", "[]"));
        malformed("should not specify a principal", READS.replace("\"Action\"", "\"Principal\": \"*\", \"Action\""));
    }

    private void malformed(String why, String document) {
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .as(document)
                .isThrownBy(() -> put("shop", "secrets", document))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicyDocument"))
                .withMessageContaining(why);
    }

    @Test
    void whoMayAssumeARoleIsCheckedAndChanged() {
        // Given
        create("shop", role -> {});
        // When
        iam.updateAssumeRolePolicy(
                r -> r.roleName("shop").policyDocument(TASKS.replace("ecs-tasks.amazonaws.com", "ec2.amazonaws.com")));
        // Then
        var read = iam.getRole(r -> r.roleName("shop")).role();
        assertThat(decoded(read.assumeRolePolicyDocument())).contains("ec2.amazonaws.com");
        mistrusted("This policy contains invalid Json", "{");
        mistrusted("Missing required field Principal", TASKS.replaceAll("\"Principal\": [^}]*}, ", ""));
        mistrusted("may only specify STS AssumeRole actions", TASKS.replace("sts:AssumeRole", "s3:GetObject"));
        mistrusted("Has prohibited field Resource", TASKS.replace("\"Action\"", "\"Resource\": \"*\", \"Action\""));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.updateAssumeRolePolicy(r -> r.roleName("shop")
                        .policyDocument(TASKS.replace("{\"Effect\"", "{\"Sid\": \"%s\", \"Effect\"")
                                .formatted("x".repeat(2_048)))))
                .withMessageContaining("Cannot exceed quota for ACLSizePerRole: 2048");
    }

    private void mistrusted(String why, String document) {
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .as(document)
                .isThrownBy(
                        () -> iam.updateAssumeRolePolicy(r -> r.roleName("shop").policyDocument(document)))
                .withMessageContaining(why);
    }

    @Test
    void whatTheModelCannotDecideIsNotPassedOver() {
        // Given
        create("shop", role -> {});
        var condition = "\"Condition\": {\"%s\": {\"%s\": \"x\"}}, \"Action\"";
        // Then
        notModelled("DateLessThan", condition.formatted("DateLessThan", "aws:SourceAccount"));
        notModelled("aws:multifactorauthage", condition.formatted("StringEquals", "aws:MultiFactorAuthAge"));
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(() -> iam.attachRolePolicy(
                        r -> r.roleName("shop").policyArn("arn:aws:iam::aws:policy/AdministratorAccess")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
    }

    private void notModelled(String what, String condition) {
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(() -> put("shop", "secrets", READS.replace("\"Action\"", condition)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501))
                .withMessageContaining(what);
    }

    @Test
    void policiesAreAttachedAndDetached() {
        // Given
        create("shop", role -> {});
        // When
        iam.attachRolePolicy(r ->
                r.roleName("shop").policyArn("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"));
        // Then
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("shop")).attachedPolicies())
                .extracting(AttachedPolicy::policyName)
                .containsExactly("AmazonECSTaskExecutionRolePolicy");
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.attachRolePolicy(
                        r -> r.roleName("shop").policyArn("arn:aws:iam::123456789012:policy/nothing")))
                .withMessageContaining("does not exist or is not attachable.");
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.detachRolePolicy(
                        r -> r.roleName("shop").policyArn("arn:aws:iam::123456789012:policy/nothing")))
                .withMessageContaining("was not found.");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(
                        () -> iam.attachRolePolicy(r -> r.roleName("shop").policyArn("no arn at all, by any means")));
    }

    @Test
    void aBoundaryIsSetAndTakenAway() {
        // Given
        create("shop", role -> {});
        var boundary = model.addPolicy("boundary", READS);
        // When
        iam.putRolePermissionsBoundary(r -> r.roleName("shop").permissionsBoundary(boundary));
        // Then
        assertThat(iam.getRole(r -> r.roleName("shop"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(boundary);
        iam.deleteRolePermissionsBoundary(r -> r.roleName("shop"));
        assertThat(iam.getRole(r -> r.roleName("shop")).role().permissionsBoundary())
                .isNull();
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() ->
                        create("other", role -> role.permissionsBoundary("arn:aws:iam::123456789012:policy/nothing")))
                .withMessageContaining("Scope ARN: arn:aws:iam::123456789012:policy/nothing does not exist");
    }
}
