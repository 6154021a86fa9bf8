package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes the clients, one a service for the one class that uses it, on one connection pool and one timer.
 *
 * <p>A client is no bean of its own: Spring looks through the methods of every bean for annotations, and with each
 * method of a client come its request, its response and their builders, thousands of classes that nobody uses.
 */
@Component
class AwsClients implements AutoCloseable {
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final BackoffStrategy backoff;
    private final Turnstile turnstile;
    private final AwsProperties properties;
    private final ScheduledExecutorService timer;
    private final List<SdkAutoCloseable> made = new ArrayList<>();

    AwsClients(
            SdkHttpClient http,
            AwsCredentialsProvider credentials,
            BackoffStrategy backoff,
            Turnstile turnstile,
            AwsProperties properties) {
        this.http = http;
        this.credentials = credentials;
        this.backoff = backoff;
        this.turnstile = turnstile;
        this.properties = properties;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("aws-timer").factory());
    }

    EcsClient ecs() {
        return client(EcsClient.builder());
    }

    ElasticLoadBalancingV2Client elb() {
        return client(ElasticLoadBalancingV2Client.builder());
    }

    CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.builder());
    }

    CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.builder());
    }

    SsmClient ssm() {
        return client(SsmClient.builder());
    }

    EcrClient ecr() {
        return client(EcrClient.builder());
    }

    AcmClient acm() {
        return client(AcmClient.builder());
    }

    Route53Client route53() {
        return client(Route53Client.builder());
    }

    IamClient iam() {
        return client(IamClient.builder());
    }

    private synchronized <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable>
            C client(B builder) {
        // Each client retries on its own account: what one service may is not used up by another.
        var retries = new RetryBudget();
        var client = builder.httpClient(http)
                .region(Region.of(properties.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration -> configuration
                        .addExecutionInterceptor(new AtTheTurnstile(turnstile, retries))
                        .retryStrategy(retries.strategy(backoff))
                        .scheduledExecutorService(timer)
                        .apiCallAttemptTimeout(properties.attemptTimeout())
                        .apiCallTimeout(properties.callTimeout()))
                .build();
        made.add(client);
        return client;
    }

    @Override
    public synchronized void close() {
        made.forEach(SdkAutoCloseable::close);
        timer.shutdownNow();
    }
}
