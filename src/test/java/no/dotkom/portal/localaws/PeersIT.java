package no.dotkom.portal.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.dotkom.portal.localaws.LocalAws.Ports;
import no.dotkom.portal.localaws.LocalAws.Settings;
import no.dotkom.portal.localaws.world.Fleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients that share no code with the SDK: the AWS CLI and boto3, over HTTP. They are the only independent readers of
 * the wire; where they are not installed, nothing here is proven, and the tests say so.
 */
class PeersIT {
    private static LocalAws world;

    private record Outcome(int exit, String output) {}

    @BeforeAll
    static void serve() throws IOException {
        world = LocalAws.served(
                Settings.seeded(3).manifest(p -> "{\"cluster\":\"%s\"}".formatted(p.cluster())), Ports.free());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void theCliReadsEveryModelledService() {
        needs("aws", "--version");
        // Then
        assertThat(aws("sts get-caller-identity --query Account --output text")).contains("123456789012");
        assertThat(aws("ssm get-parameter --name /evergreen/prod/manifest --query Parameter.Value --output text"))
                .contains("evergreen-prod-cluster");
        assertThat(aws("elbv2 describe-load-balancers --query LoadBalancers[].LoadBalancerName --output text"))
                .contains("evergreen-prod-gateway");
        assertThat(aws("elbv2 describe-rules --listener-arn " + world.platform().httpsListenerArn()
                        + " --query Rules[].Priority --output text"))
                .contains("901", "1700", "default");
        assertThat(aws("route53 list-hosted-zones --query HostedZones[].Name --output text"))
                .contains("example.no.");
        assertThat(aws("route53 list-resource-record-sets --hosted-zone-id "
                        + world.platform().zone("example.no")))
                .contains("SOA");
        assertThat(aws("ecr describe-images --repository-name demo/healthy --image-ids imageTag=1.4.0"))
                .contains("sha256:");
        assertThat(
                        aws(
                                "ec2 describe-instances --filters Name=instance-type,Values=t3.small --query Reservations[].Instances[].InstanceId --output text"))
                .contains("i-");
        assertThat(
                        aws(
                                "autoscaling describe-auto-scaling-groups --query AutoScalingGroups[].Instances[].InstanceId --output text"))
                .contains("i-");
        assertThat(
                        aws(
                                "autoscaling describe-auto-scaling-instances --page-size 1 --query AutoScalingInstances[].InstanceId --output text"))
                .contains(world.parts().nodes().nodes().stream()
                        .map(Fleet.Node::instanceId)
                        .toList());
        assertThat(aws("cloudwatch list-metrics")).contains("Metrics");
        assertThat(aws("logs describe-log-groups")).contains("logGroups");
    }

    @Test
    void theCliMakesAnApplicationsResourcesAndEarnsAwssErrors() {
        needs("aws", "--version");
        // Given
        aws("logs create-log-group --log-group-name /apps/cli --tags app=cli");
        aws("logs put-retention-policy --log-group-name /apps/cli --retention-in-days 30");
        world.parts().logs().put("/apps/cli", "web/web/1", world.clock().instant(), "hello from a workload");
        var create = "elbv2 create-target-group --name cli --protocol HTTP --port 80 --vpc-id vpc-1";
        var group = aws(create + " --query TargetGroups[0].TargetGroupArn --output text")
                .strip();
        var rule =
                "elbv2 create-rule --priority 3000 --conditions Field=host-header,Values=cli.localhost --actions Type=forward,TargetGroupArn="
                        + group + " --listener-arn " + world.platform().httpsListenerArn();
        var ruleArn = aws(rule + " --tags Key=app,Value=cli --query Rules[0].RuleArn --output text")
                .strip();
        // Then
        assertThat(aws("logs filter-log-events --log-group-name /apps/cli --query events[].message --output text"))
                .contains("hello from a workload");
        assertThat(aws("elbv2 describe-tags --resource-arns " + ruleArn)).contains("\"cli\"");
        assertThat(aws(create + " --query TargetGroups[0].TargetGroupArn --output text")
                        .strip())
                .isEqualTo(group);
        fails("PriorityInUse", rule);
        fails("DuplicateTargetGroupName", create + " --health-check-path /x");
        fails("ResourceInUse", "elbv2 delete-target-group --target-group-arn " + group);
        fails("ResourceAlreadyExistsException", "logs create-log-group --log-group-name /apps/cli");
        fails("ResourceNotFoundException", "logs describe-log-streams --log-group-name /nothing");
        fails("InvalidInstanceID.NotFound", "ec2 describe-instances --instance-ids i-00000000000000000");
        fails("ParameterNotFound", "ssm get-parameter --name /nothing");
        fails("NoSuchHostedZone", "route53 list-resource-record-sets --hosted-zone-id Z0");
        fails("RepositoryNotFoundException", "ecr describe-images --repository-name demo/missing");
        fails("NotModelled", "elbv2 describe-ssl-policies");
        aws("elbv2 delete-rule --rule-arn " + ruleArn);
        aws("elbv2 delete-target-group --target-group-arn " + group);
    }

    @Test
    void theCliRunsAServiceByHandAndEarnsEcssErrors() {
        needs("aws", "--version");
        // Given
        var cluster = world.platform().cluster();
        var image = world.platform().registry() + "/demo/healthy:1.4.0";
        aws("ecs register-task-definition --family byhand --tags key=app,value=byhand --container-definitions "
                + "[{\"name\":\"web\",\"image\":\"%s\",\"memory\":128,\"cpu\":64,\"portMappings\":[{\"containerPort\":8080}]}]"
                        .formatted(image));
        var group =
                aws("elbv2 create-target-group --name byhand --protocol HTTP --port 80 --vpc-id vpc-1 --query TargetGroups[0].TargetGroupArn --output text")
                        .strip();
        var create =
                "ecs create-service --cluster %s --service-name byhand --task-definition byhand:1 --desired-count 1 --load-balancers targetGroupArn=%s,containerName=web,containerPort=8080"
                        .formatted(cluster, group);
        // Then
        fails("InvalidParameterException", create);
        assertThat(cli(create).output()).contains("does not have an associated load balancer");
        aws(
                "elbv2 create-rule --priority 3100 --conditions Field=host-header,Values=byhand.localhost --actions Type=forward,TargetGroupArn=%s --listener-arn %s"
                        .formatted(group, world.platform().httpsListenerArn()));
        aws(create);
        assertThat(cli(create.replace("--desired-count 1", "--desired-count 2")).output())
                .contains("not idempotent");
        aws("ecs wait services-stable --cluster %s --services byhand".formatted(cluster));
        assertThat(aws("ecs list-tasks --cluster %s --service-name byhand".formatted(cluster)))
                .contains("task/" + cluster);
        assertThat(
                        aws("ecs describe-services --cluster %s --services byhand --query services[0].runningCount --output text"
                                        .formatted(cluster))
                                .strip())
                .isEqualTo("1");
        aws("ecs delete-service --cluster %s --service byhand --force".formatted(cluster));
    }

    @Test
    void theCliKeepsASecretAndMakesTheRoleThatReadsIt() {
        needs("aws", "--version");
        // Given
        var trust =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
        var reads =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ssm:GetParameters\",\"Resource\":\"arn:aws:ssm:eu-north-1:123456789012:parameter/cli/*\"}]}";
        var create = "iam create-role --role-name cli --path /evergreen-prod/apps/ --tags Key=portal:app,Value=cli"
                + " --permissions-boundary " + world.platform().boundaryArn()
                + " --assume-role-policy-document " + trust;
        var policy = "iam put-role-policy --role-name cli --policy-name secrets --policy-document ";
        // When
        aws(create);
        aws(policy + reads);
        aws("ssm put-parameter --name /cli/KEY --value hush --type SecureString --tags Key=portal:app,Value=cli");
        // Then
        assertThat(aws("iam get-role --role-name cli"))
                .contains("arn:aws:iam::123456789012:role/evergreen-prod/apps/cli", "ecs-tasks.amazonaws.com", "AROA");
        assertThat(aws("iam list-roles --path-prefix /evergreen-prod/ --query Roles[].RoleName --output text"))
                .isEqualToIgnoringWhitespace("cli");
        assertThat(aws("iam get-role-policy --role-name cli --policy-name secrets --query PolicyDocument"))
                .contains("\"arn:aws:ssm:eu-north-1:123456789012:parameter/cli/*\"");
        assertThat(aws("iam list-role-policies --role-name cli --query PolicyNames --output text"))
                .isEqualToIgnoringWhitespace("secrets");
        assertThat(aws("ssm get-parameter --name /cli/KEY --with-decryption --query Parameter.Value --output text"))
                .isEqualToIgnoringWhitespace("hush");
        assertThat(aws("ssm get-parameter --name /cli/KEY")).contains("AQICAH").doesNotContain("hush");
        assertThat(aws("ssm list-tags-for-resource --resource-type Parameter --resource-id /cli/KEY"))
                .contains("portal:app");
        fails("EntityAlreadyExists", create);
        fails("MalformedPolicyDocument", policy + "{}");
        fails("DeleteConflict", "iam delete-role --role-name cli");
        fails("NoSuchEntity", "iam get-role --role-name nobody");
        fails("ParameterAlreadyExists", "ssm put-parameter --name /cli/KEY --value other --type SecureString");
        aws("iam delete-role-policy --role-name cli --policy-name secrets");
        aws("iam delete-role --role-name cli");
        aws("ssm delete-parameters --names /cli/KEY");
    }

    @Test
    void boto3AgreesWithTheWire() {
        needs("python3", "-c", "import boto3");
        // When
        var outcome = run(List.of(
                "python3",
                "-c",
                SCRIPT,
                world.platform().httpsListenerArn(),
                world.platform().zone("example.no")));
        // Then
        assertThat(outcome.output()).endsWith("all well\n");
        assertThat(outcome.exit()).isZero();
    }

    private static final String SCRIPT = """
            import boto3, sys, datetime, json
            listener, zone = sys.argv[1:3]
            elb, logs, cw = boto3.client('elbv2'), boto3.client('logs'), boto3.client('cloudwatch')
            r53, ssm, ecr = boto3.client('route53'), boto3.client('ssm'), boto3.client('ecr')
            ec2, asg, sts = boto3.client('ec2'), boto3.client('autoscaling'), boto3.client('sts')
            def refused(error, call, **kw):
                try:
                    call(**kw)
                except error as e:
                    return e.response
                raise AssertionError('not refused')
            assert sts.get_caller_identity()['Account'] == '123456789012'
            tg = elb.create_target_group(Name='boto', Protocol='HTTP', Port=80, VpcId='vpc-1',
                                         Tags=[dict(Key='a', Value='b')])['TargetGroups'][0]['TargetGroupArn']
            act = [dict(Type='forward', TargetGroupArn=tg)]
            cond = [dict(Field='host-header', HostHeaderConfig=dict(Values=['boto.localhost', '*.boto.localhost']))]
            rule = elb.create_rule(ListenerArn=listener, Priority=4000, Conditions=cond, Actions=act)['Rules'][0]
            assert rule['Conditions'][0]['HostHeaderConfig']['Values'] == ['boto.localhost', '*.boto.localhost'], rule
            refused(elb.exceptions.PriorityInUseException, elb.create_rule, ListenerArn=listener, Priority=4000, Conditions=cond, Actions=act)
            refused(elb.exceptions.ResourceInUseException, elb.delete_target_group, TargetGroupArn=tg)
            node = ec2.describe_instances()['Reservations'][0]['Instances'][0]
            assert isinstance(node['LaunchTime'], datetime.datetime)
            elb.register_targets(TargetGroupArn=tg, Targets=[dict(Id=node['InstanceId'], Port=32768)])
            assert elb.describe_target_health(TargetGroupArn=tg)['TargetHealthDescriptions'][0]['TargetHealth']['State'] == 'initial'
            elb.add_tags(ResourceArns=[tg], Tags=[dict(Key='c', Value='d')])
            elb.modify_target_group_attributes(TargetGroupArn=tg, Attributes=[dict(Key='deregistration_delay.timeout_seconds', Value='20')])
            pages = [len(p['Rules']) for p in elb.get_paginator('describe_rules').paginate(ListenerArn=listener, PaginationConfig=dict(PageSize=3))]
            assert len(pages) > 1, pages
            elb.deregister_targets(TargetGroupArn=tg, Targets=[dict(Id=node['InstanceId'], Port=32768)])
            elb.delete_rule(RuleArn=rule['RuleArn'])
            elb.delete_target_group(TargetGroupArn=tg)
            logs.create_log_group(logGroupName='/apps/boto', tags=dict(a='b'))
            logs.create_log_stream(logGroupName='/apps/boto', logStreamName='s')
            now = int(datetime.datetime.now().timestamp() * 1000)
            logs.put_log_events(logGroupName='/apps/boto', logStreamName='s', logEvents=[dict(timestamp=now, message='\\x1b[31mred')])
            assert logs.filter_log_events(logGroupName='/apps/boto')['events'][0]['message'] == '\\x1b[31mred'
            assert logs.get_log_events(logGroupName='/apps/boto', logStreamName='s')['nextForwardToken'].startswith('f/')
            refused(logs.exceptions.ResourceAlreadyExistsException, logs.create_log_group, logGroupName='/apps/boto')
            cw.put_metric_data(Namespace='Own', MetricData=[dict(MetricName='m%d' % n, Value=1.0) for n in range(400)])
            t = datetime.datetime.now(datetime.timezone.utc)
            got = cw.get_metric_data(StartTime=t - datetime.timedelta(minutes=5), EndTime=t + datetime.timedelta(minutes=5), MetricDataQueries=[
                dict(Id='q1', MetricStat=dict(Stat='Sum', Period=60, Metric=dict(Namespace='Own', MetricName='m7')))])
            assert got['MetricDataResults'][0]['Values'] == [1.0], got
            assert isinstance(got['MetricDataResults'][0]['Timestamps'][0], datetime.datetime)
            error = refused(cw.exceptions.ClientError, cw.put_metric_data, Namespace='AWS/x', MetricData=[dict(MetricName='m', Value=1.0)])
            assert error['Error'].get('QueryErrorCode', error['Error']['Code']).startswith('InvalidParameterValue'), error
            change = dict(Changes=[dict(Action='CREATE', ResourceRecordSet=dict(Name='boto.example.no', Type='CNAME', TTL=60, ResourceRecords=[dict(Value='x.example.com')]))])
            info = r53.change_resource_record_sets(HostedZoneId='/hostedzone/' + zone, ChangeBatch=change)['ChangeInfo']
            assert r53.get_change(Id=info['Id'])['ChangeInfo']['Status'] == 'PENDING'
            refused(r53.exceptions.InvalidChangeBatch, r53.change_resource_record_sets, HostedZoneId=zone, ChangeBatch=change)
            ssm.put_parameter(Name='/boto/a', Value='s3cret', Type='SecureString')
            assert ssm.get_parameters_by_path(Path='/boto', WithDecryption=True)['Parameters'][0]['Value'] == 's3cret'
            assert 's3cret' not in ssm.get_parameter(Name='/boto/a')['Parameter']['Value']
            assert ssm.describe_parameters(ParameterFilters=[dict(Key='Path', Values=['/boto'])])['Parameters'][0]['KeyId'] == 'alias/aws/ssm'
            iam = boto3.client('iam')
            trust = dict(Version='2012-10-17', Statement=[dict(Effect='Allow', Principal=dict(Service='ecs-tasks.amazonaws.com'), Action='sts:AssumeRole')])
            made = iam.create_role(RoleName='boto', AssumeRolePolicyDocument=json.dumps(trust), Tags=[dict(Key='a', Value='b')])['Role']
            assert made['AssumeRolePolicyDocument'] == trust and isinstance(made['CreateDate'], datetime.datetime), made
            reads = dict(Version='2012-10-17', Statement=[dict(Effect='Allow', Action='ssm:GetParameters', Resource='*')])
            iam.put_role_policy(RoleName='boto', PolicyName='reads', PolicyDocument=json.dumps(reads))
            assert iam.get_role_policy(RoleName='boto', PolicyName='reads')['PolicyDocument'] == reads
            refused(iam.exceptions.EntityAlreadyExistsException, iam.create_role, RoleName='BOTO', AssumeRolePolicyDocument=json.dumps(trust))
            refused(iam.exceptions.DeleteConflictException, iam.delete_role, RoleName='boto')
            refused(iam.exceptions.NoSuchEntityException, iam.get_role, RoleName='nobody')
            assert len([r for p in iam.get_paginator('list_roles').paginate(PaginationConfig=dict(PageSize=1)) for r in p['Roles']]) > 1
            assert iam.list_role_tags(RoleName='boto')['Tags'] == [dict(Key='a', Value='b')]
            iam.delete_role_policy(RoleName='boto', PolicyName='reads')
            iam.delete_role(RoleName='boto')
            assert ecr.batch_get_image(repositoryName='demo/healthy', imageIds=[dict(imageTag='1')])['images'][0]['imageId']['imageDigest']
            assert len(asg.describe_auto_scaling_groups()['AutoScalingGroups'][0]['Instances']) == 3
            print('all well')
            """;

    private static void needs(String... command) {
        var installed = runs(List.of(command));
        if (!installed) {
            System.err.println(
                    "NOT PROVEN: " + command[0] + " is not installed, so no independent client has read the wire");
        }
        assumeTrue(installed, command[0] + " is not installed");
    }

    private static boolean runs(List<String> command) {
        try {
            return run(command).exit() == 0;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String aws(String arguments) {
        var outcome = cli(arguments);
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private static void fails(String code, String arguments) {
        var outcome = cli(arguments);
        assertThat(outcome.exit()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("(" + code + ")");
    }

    private static Outcome cli(String arguments) {
        var command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments.split(" ")));
        return run(command);
    }

    /** With credentials of nobody and none of the developer's own settings. */
    private static Outcome run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment()
                    .putAll(Map.of(
                            "AWS_ENDPOINT_URL", world.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID", "AKIALOCALAWSEXAMPLE0",
                            "AWS_SECRET_ACCESS_KEY", "local",
                            "AWS_DEFAULT_REGION", "eu-north-1",
                            "AWS_CONFIG_FILE", "/dev/null",
                            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                            "AWS_MAX_ATTEMPTS", "1",
                            "AWS_PAGER", "",
                            "AWS_EC2_METADATA_DISABLED", "true"));
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS)
                    ? new Outcome(process.exitValue(), output)
                    : new Outcome(-1, "timed out: " + output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
