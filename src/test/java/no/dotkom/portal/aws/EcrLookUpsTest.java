package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

/** What ECR is asked beside a form field. */
class EcrLookUpsTest {
    private static final String REGISTRY = "123456789012.dkr.ecr.eu-north-1.amazonaws.com";
    private final LocalAws aws = LocalAws.virtual(1);
    private final EcrClient client = EcrClient.builder()
            .httpClient(aws.httpClient())
            .region(Region.EU_NORTH_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    private final LookUps lookUps = new EcrLookUps(client);

    private static ImageRef image(String repository) {
        return new ImageRef(REGISTRY, repository, "1.0.0", null);
    }

    @Test
    void theNewestTagsComeFirstWithWhatTheyAreBuiltFor() {
        // When
        var newest = lookUps.newest(image("demo/arm64"), 3);

        // Then
        assertThat(newest).extracting(each -> each.image().tag()).containsExactly("1.4.0", "1.3.2", "1.3.1");
        assertThat(newest).allSatisfy(each -> {
            assertThat(each.architectures()).containsExactly(Architecture.ARM64);
            assertThat(each.bytes()).isPositive();
            assertThat(each.expires()).isFalse();
        });
        assertThat(newest.getFirst().pushedAt()).isAfter(newest.getLast().pushedAt());
    }

    @Test
    void whatALifecycleRuleSelectsExpires() {
        // Given
        client.putLifecyclePolicy(
                request -> request.repositoryName("demo/healthy").lifecyclePolicyText("""
                        {"rules":[{"rulePriority":1,"action":{"type":"expire"},"selection":{"tagStatus":"tagged",
                        "tagPrefixList":["1.3"],"countType":"imageCountMoreThan","countNumber":5}}]}"""));

        // Then
        assertThat(lookUps.newest(image("demo/healthy"), 10))
                .filteredOn(LookUps.Tagged::expires)
                .extracting(each -> each.image().tag())
                .containsExactly("1.3.2", "1.3.1", "1.3.0");
    }

    @Test
    void aRegistryOrRepositoryThatDoesNotTellHasNone() {
        assertThat(lookUps.newest(new ImageRef("ghcr.io", "dotkom/web", "1", null), 10))
                .isEmpty();
        assertThat(lookUps.newest(image("demo/nobody"), 10)).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsWaitedForThreeSecondsInAll() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var hanging = EcrClient.builder()
                        .httpClient(ApacheHttpClient.create())
                        .endpointOverride(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                        .region(Region.EU_NORTH_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            var unanswered = new EcrLookUps(hanging);
            var asked = Instant.now();
            assertThat(unanswered.image(image("demo/healthy"))).isInstanceOf(ImageAnswer.Unanswered.class);
            assertThat(unanswered.newest(image("demo/healthy"), 10)).isEmpty();
            assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
        }
    }
}
