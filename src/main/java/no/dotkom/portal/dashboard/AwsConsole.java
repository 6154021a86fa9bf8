package no.dotkom.portal.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.ResourceNames;
import no.dotkom.portal.plan.Platform;

/**
 * Addresses in the AWS console and lines for the AWS CLI: all formats of both stand here (aws-facts §7; AWS documents
 * none of the console's). Whoever follows one needs rights of their own on AWS.
 */
public final class AwsConsole {
    private final String region;
    private final Arn cluster;
    private final String clusterName;

    private AwsConsole(String region, Arn cluster, String clusterName) {
        this.region = region;
        this.cluster = cluster;
        this.clusterName = clusterName;
    }

    public static AwsConsole of(Platform platform) {
        return new AwsConsole(platform.region(), platform.cluster(), platform.clusterName());
    }

    private String at(String path) {
        return "https://" + region + ".console.aws.amazon.com/" + path;
    }

    private String ecs(String path) {
        return at("ecs/v2/clusters/" + clusterName + "/" + path + "?region=" + region);
    }

    public String service(String name) {
        return ecs("services/" + name + "/health");
    }

    public String task(String id) {
        return ecs("tasks/" + id + "/logs");
    }

    public String targetGroup(Arn arn) {
        return at("ec2/home?region=" + region + "#TargetGroup:targetGroupArn=" + arn);
    }

    public String node(String instanceId) {
        return at("ec2/home?region=" + region + "#InstanceDetails:instanceId=" + instanceId);
    }

    /** A session on a node, in the browser. */
    public String session(String instanceId) {
        return at("systems-manager/session-manager/" + instanceId + "?region=" + region);
    }

    public String logStream(ResourceNames names, String taskId) {
        return at("cloudwatch/home?region=" + region + "#logsV2:log-groups/log-group/" + twice(names.logGroup())
                + "/log-events/" + twice(names.stream(taskId)));
    }

    /** The console encodes twice and writes {@code %} as {@code $}: a slash is {@code $252F}. */
    private static String twice(String text) {
        var once = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return URLEncoder.encode(once, StandardCharsets.UTF_8).replace("%", "$");
    }

    /** A shell on a node. */
    public String shellOnNode(String instanceId) {
        return "aws ssm start-session --target " + instanceId + " --region " + region;
    }

    /** A shell in a container, typed on its node: the ECS agent labels what it starts. */
    public String shellInContainer(String taskId) {
        var task = cluster.value().replace(":cluster/", ":task/") + "/" + taskId;
        return "sudo docker exec -it $(sudo docker ps -q --filter label=com.amazonaws.ecs.task-arn=" + task + ") sh";
    }

    /** A shell in a container from a laptop; needs ECS Exec, which the portal does not turn on. */
    public String execute(String taskId, String container) {
        return "aws ecs execute-command --cluster " + clusterName + " --task " + taskId + " --container " + container
                + " --interactive --command \"/bin/sh\" --region " + region;
    }

    /** The application's port on a laptop's port 8080. */
    public String forwardPort(String instanceId, int hostPort) {
        return "aws ssm start-session --target " + instanceId + " --document-name AWS-StartPortForwardingSession"
                + " --parameters portNumber=" + hostPort + ",localPortNumber=8080 --region " + region;
    }
}
