package no.dotkom.portal.aws;

import java.time.Duration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** What the clients of {@link AwsClients} are made of; the mode of retries is named, for its default moved. */
@Configuration(proxyBeanMethods = false)
class AwsConfiguration {
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
                .connectionTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    AwsCredentialsProvider awsCredentials() {
        return DefaultCredentialsProvider.builder().build();
    }
}
