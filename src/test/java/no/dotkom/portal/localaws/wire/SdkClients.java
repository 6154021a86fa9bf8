package no.dotkom.portal.localaws.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The real SDK client of each modelled service, called by the name of an operation. */
final class SdkClients {
    private final Map<String, SdkClient> clients;

    private SdkClients(Maker maker) {
        this.clients = new HashMap<>(Map.of(
                "autoscaling", maker.make(AutoScalingClient.builder()),
                "cloudwatch", maker.make(CloudWatchClient.builder()),
                "cloudwatchlogs", maker.make(CloudWatchLogsClient.builder()),
                "ec2", maker.make(Ec2Client.builder()),
                "ecr", maker.make(EcrClient.builder()),
                "ecs", maker.make(EcsClient.builder()),
                "elasticloadbalancingv2", maker.make(ElasticLoadBalancingV2Client.builder()),
                "route53", maker.make(Route53Client.builder()),
                "ssm", maker.make(SsmClient.builder()),
                "sts", maker.make(StsClient.builder())));
        clients.put("acm", maker.make(AcmClient.builder()));
        clients.put("iam", maker.make(IamClient.builder()));
    }

    private interface Maker {
        <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C make(B builder);
    }

    static SdkClients inProcess(Dispatch world) {
        return new SdkClients(new Maker() {
            @Override
            public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C make(B builder) {
                return Clients.of(builder, world);
            }
        });
    }

    static SdkClients over(URI endpoint) {
        return new SdkClients(new Maker() {
            @Override
            public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C make(B builder) {
                return Clients.over(builder, endpoint);
            }
        });
    }

    SdkPojo call(Operation operation, SdkPojo request) {
        try {
            return (SdkPojo) method(operation, request).invoke(client(operation), request);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private SdkClient client(Operation operation) {
        var client = clients.get(operation.service());
        if (client == null) {
            throw new IllegalStateException("no SDK client for " + operation.service());
        }
        return client;
    }

    /** The exceptions that the client says the operation can throw, the service's base exception left out. */
    List<Class<?>> exceptions(Operation operation, SdkPojo request) {
        try {
            return Arrays.stream(method(operation, request).getExceptionTypes())
                    .filter(type -> type.getPackageName().endsWith(".model"))
                    .filter(type -> type.getSuperclass().getPackageName().endsWith(".model"))
                    .<Class<?>>map(Function.identity())
                    .toList();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private Method method(Operation operation, SdkPojo request) throws NoSuchMethodException {
        var simple = request.getClass().getSimpleName().replaceAll("Request$", "");
        var name = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
        return client(operation).getClass().getInterfaces()[0].getMethod(name, request.getClass());
    }
}
