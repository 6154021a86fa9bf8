package no.dotkom.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.plan.Platform;
import org.junit.jupiter.api.Test;

/** The formats of aws-facts §7, to the letter. */
class AwsConsoleTest {
    private static final String TASK = "7f3a" + "0".repeat(28);
    private static final ResourceNames NAMES =
            new ResourceNames("grades", "grades", "web", "grades", "/apps/web", "web");
    private static final AwsConsole CONSOLE = AwsConsole.of(new Platform(
            "eu-north-1",
            new Arn("arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen"),
            "evergreen",
            "vpc-1",
            List.of(),
            Map.of(),
            new Arn("arn:aws:iam::123456789012:role/execution"),
            List.of(),
            List.of("ghcr.io"),
            Set.of(),
            List.of(),
            30,
            160,
            null));

    @Test
    void pagesOfTheConsole() {
        var console = "https://eu-north-1.console.aws.amazon.com/";
        assertThat(CONSOLE.service("grades"))
                .isEqualTo(console + "ecs/v2/clusters/evergreen/services/grades/health?region=eu-north-1");
        assertThat(CONSOLE.task(TASK))
                .isEqualTo(console + "ecs/v2/clusters/evergreen/tasks/" + TASK + "/logs?region=eu-north-1");
        assertThat(CONSOLE.session("i-0aa"))
                .isEqualTo(console + "systems-manager/session-manager/i-0aa?region=eu-north-1");
        assertThat(CONSOLE.node("i-0aa"))
                .isEqualTo(console + "ec2/home?region=eu-north-1#InstanceDetails:instanceId=i-0aa");
        var group = new Arn("arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/grades/73e2d6bc24d8a067");
        assertThat(CONSOLE.targetGroup(group))
                .isEqualTo(console + "ec2/home?region=eu-north-1#TargetGroup:targetGroupArn=" + group);
    }

    @Test
    void namesOfLogsAreEncodedTwice() {
        assertThat(CONSOLE.logStream(NAMES, "abc"))
                .isEqualTo("https://eu-north-1.console.aws.amazon.com/cloudwatch/home?region=eu-north-1"
                        + "#logsV2:log-groups/log-group/$252Fapps$252Fweb/log-events/web$252Fweb$252Fabc");
    }

    @Test
    void linesForATerminal() {
        assertThat(CONSOLE.shellOnNode("i-0aa")).isEqualTo("aws ssm start-session --target i-0aa --region eu-north-1");
        assertThat(CONSOLE.shellInContainer(TASK))
                .isEqualTo("sudo docker exec -it $(sudo docker ps -q --filter label=com.amazonaws.ecs.task-arn="
                        + "arn:aws:ecs:eu-north-1:123456789012:task/evergreen/" + TASK + ") sh");
        assertThat(CONSOLE.forwardPort("i-0aa", 32771))
                .isEqualTo("aws ssm start-session --target i-0aa --document-name AWS-StartPortForwardingSession"
                        + " --parameters portNumber=32771,localPortNumber=8080 --region eu-north-1");
        assertThat(CONSOLE.execute(TASK, "web"))
                .isEqualTo("aws ecs execute-command --cluster evergreen --task " + TASK
                        + " --container web --interactive --command \"/bin/sh\" --region eu-north-1");
    }
}
