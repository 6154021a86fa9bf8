package no.dotkom.portal.localaws.wire;

import java.io.ByteArrayInputStream;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Builds real SDK clients for a modelled world; nothing of the developer's own AWS settings leaks in. */
public final class Clients {
    private Clients() {}

    /** A client without a socket: {@code Clients.of(SsmClient.builder(), world)}. It does not retry. */
    public static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C of(B builder, Dispatch world) {
        return builder.httpClient(InProcess.to(world))
                .region(Region.EU_NORTH_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(quiet(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** A client over HTTP. It does not retry. */
    public static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C over(B builder, URI endpoint) {
        return builder.httpClientBuilder(ApacheHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.EU_NORTH_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(quiet(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** The SDK's standard mode without its real sleeps. */
    public static RetryStrategy retriesWithoutSleep() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
    }

    /** Settings that keep the developer's profile out. */
    public static ClientOverrideConfiguration quiet(RetryStrategy retries) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .defaultProfileFile(ProfileFile.builder()
                        .content(new ByteArrayInputStream(new byte[0]))
                        .type(ProfileFile.Type.CONFIGURATION)
                        .build())
                .build();
    }
}
