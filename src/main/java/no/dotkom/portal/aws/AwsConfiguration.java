package no.dotkom.portal.aws;

import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** What the clients of {@link AwsClients} are made of, and how they wait. */
@Configuration(proxyBeanMethods = false)
class AwsConfiguration {
    /** Between an attempt and the one retry; as the SDK's standard mode has it. */
    @Bean
    @ConditionalOnMissingBean
    BackoffStrategy awsBackoff() {
        return BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    @Bean
    @ConditionalOnMissingBean
    Pause awsPause() {
        return Thread::sleep;
    }

    @Bean
    @ConditionalOnMissingBean
    SdkHttpClient awsHttp() {
        return ApacheHttpClient.builder()
                .maxConnections(50)
                .connectionTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    AwsCredentialsProvider awsCredentials() {
        return DefaultCredentialsProvider.builder().build();
    }
}
