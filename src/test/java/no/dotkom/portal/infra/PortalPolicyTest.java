package no.dotkom.portal.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the portal may do in an account, as the document that Terraform fills in says it (security.md S01). */
class PortalPolicyTest {
    /** They read, name no resource that could be given, and have no other name. */
    private static final Set<String> READS = Set.of("cloudwatch:GetMetricData");

    /** IAM knows neither a resource nor a tag for it; the code looks at the revision's tags before (aws-facts §10). */
    private static final Set<String> UNSCOPED = Set.of("ecs:DeregisterTaskDefinition");

    private static JsonNode policy;

    @BeforeAll
    static void read() throws IOException {
        policy = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("infra-bootstrap/modules/portal/policy.json.tftpl")));
    }

    private static Stream<JsonNode> statements(String effect) {
        return policy.get("Statement")
                .valueStream()
                .filter(each -> each.get("Effect").asString().equals(effect));
    }

    private static List<String> texts(JsonNode statement, String field) {
        var value = statement.get(field);
        return value.isArray() ? value.valueStream().map(JsonNode::asString).toList() : List.of(value.asString());
    }

    private static boolean looks(String action) {
        var name = action.substring(action.indexOf(':') + 1);
        return name.startsWith("Describe") || name.startsWith("List") || READS.contains(action);
    }

    @Test
    void noActionIsAWildcard() {
        assertThat(policy.get("Statement").valueStream().flatMap(each -> texts(each, "Action").stream()))
                .isNotEmpty()
                .allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z]+"));
    }

    @Test
    void everyStatementHasANameAndNoneIsTurnedAround() {
        var names = policy.get("Statement")
                .valueStream()
                .map(each -> each.get("Sid").asString())
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z]+"));
        assertThat(policy.get("Statement").valueStream())
                .noneMatch(each -> each.has("NotAction") || each.has("NotResource") || each.has("NotPrincipal"));
    }

    @Test
    void whatChangesSomethingIsBoundToAResourceOrATag() {
        assertThat(statements("Allow").filter(each -> texts(each, "Resource").contains("*")))
                .allSatisfy(each -> assertThat(texts(each, "Action"))
                        .as(each.get("Sid").asString())
                        .allMatch(action -> looks(action) || UNSCOPED.contains(action) || each.has("Condition")));
    }

    @Test
    void whatIsMadeIsTaggedAsOurs() {
        assertThat(statements("Allow"))
                .filteredOn(each -> texts(each, "Action").stream()
                        .anyMatch(action -> action.matches(".*:(Create|Register|Request|Tag|AddTags).*")))
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        each -> assertThat(each.at("/Condition/StringEquals").get("aws:RequestTag/managed-by"))
                                .as(each.get("Sid").asString())
                                .hasToString("\"container-portal\""));
    }

    @Test
    void whatEcsOrTheGatewayTagsIsTaggedWhileItIsMade() {
        assertThat(statements("Allow"))
                .filteredOn(each -> texts(each, "Action").stream()
                        .anyMatch(Set.of("ecs:TagResource", "elasticloadbalancing:AddTags")::contains))
                .hasSize(2)
                .allSatisfy(
                        each -> assertThat(each.at("/Condition/StringEquals").propertyNames())
                                .anyMatch(key -> key.endsWith(":CreateAction")));
    }

    @Test
    void rolesArePassedToTasksAndMadeWithTheirBoundary() {
        assertThat(statements("Allow").filter(each -> texts(each, "Action").contains("iam:PassRole")))
                .singleElement()
                .satisfies(each -> assertThat(each.at("/Condition/StringEquals/iam:PassedToService"))
                        .hasToString("\"ecs-tasks.amazonaws.com\""));
        assertThat(statements("Allow"))
                .filteredOn(each ->
                        texts(each, "Action").stream().anyMatch(action -> action.matches("iam:(Create|Put|Delete).*")))
                .hasSize(2)
                .allMatch(each ->
                        !each.at("/Condition/ArnEquals/iam:PermissionsBoundary").isMissingNode());
    }

    /** aws-facts §10: what would lead past all of it. */
    @Test
    void whatWouldLeadPastAllOfItIsNotGranted() {
        var granted = new TreeSet<String>();
        statements("Allow").forEach(each -> granted.addAll(texts(each, "Action")));
        assertThat(granted)
                .doesNotContain(
                        "ecs:ExecuteCommand",
                        "ecs:PutClusterCapacityProviders",
                        "ecs:RegisterContainerInstance",
                        "ecs:RunTask",
                        "ecs:UntagResource",
                        "elasticloadbalancing:ModifyListener",
                        "elasticloadbalancing:RemoveTags",
                        "elasticloadbalancing:SetRulePriorities",
                        "iam:AttachRolePolicy",
                        "iam:DeleteRolePermissionsBoundary",
                        "iam:PutRolePermissionsBoundary",
                        "iam:UpdateAssumeRolePolicy",
                        "kms:Decrypt",
                        "secretsmanager:GetSecretValue",
                        "ssm:GetParameters",
                        "ssm:GetParametersByPath",
                        "ssm:SendCommand",
                        "ssm:StartSession",
                        "sts:AssumeRole");
    }

    @Test
    void itReadsOneParameterAndNoSecret() {
        assertThat(statements("Allow").filter(each -> texts(each, "Action").contains("ssm:GetParameter")))
                .singleElement()
                .satisfies(each -> assertThat(texts(each, "Resource")).containsExactly("${manifest}"));
    }
}
