package no.dotkom.portal.aws;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/** One client a service, shared, on one connection pool; the mode of retries is named, for its default moved. */
@Configuration(proxyBeanMethods = false)
class AwsConfiguration {
    private final AwsProperties properties;
    private final ObjectProvider<RetryStrategy> retries;

    AwsConfiguration(AwsProperties properties, ObjectProvider<RetryStrategy> retries) {
        this.properties = properties;
        this.retries = retries;
    }

    /** One a client: what one service may retry is not used up by another. */
    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    RetryStrategy awsRetries() {
        return AwsRetryStrategy.standardRetryStrategy();
    }

    @Bean
    @ConditionalOnMissingBean
    SdkHttpClient awsHttp() {
        return ApacheHttpClient.builder()
                .maxConnections(50)
                .connectionTimeout(java.time.Duration.ofSeconds(2))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    AwsCredentialsProvider awsCredentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    private <
                    B extends
                            AwsSyncClientBuilder<B, C>
                                    & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>,
                    C>
            C client(B builder, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return builder.httpClient(http)
                .region(Region.of(properties.region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries.getObject())
                        .apiCallAttemptTimeout(properties.attemptTimeout())
                        .apiCallTimeout(properties.callTimeout()))
                .build();
    }

    @Bean
    EcsClient ecs(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(EcsClient.builder(), http, credentials);
    }

    @Bean
    ElasticLoadBalancingV2Client elb(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(ElasticLoadBalancingV2Client.builder(), http, credentials);
    }

    @Bean
    CloudWatchLogsClient logs(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(CloudWatchLogsClient.builder(), http, credentials);
    }

    @Bean
    SsmClient ssm(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(SsmClient.builder(), http, credentials);
    }

    @Bean
    EcrClient ecr(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(EcrClient.builder(), http, credentials);
    }

    @Bean
    @Lazy
    Route53Client route53(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(Route53Client.builder(), http, credentials);
    }

    @Bean
    @Lazy
    Ec2Client ec2(SdkHttpClient http, AwsCredentialsProvider credentials) {
        return client(Ec2Client.builder(), http, credentials);
    }
}
