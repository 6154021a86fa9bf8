package no.dotkom.portal.localaws.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.*;

/** The contract of the registry, and of what nodes can pull. */
class EcrTest {
    private final LocalAws world = LocalAws.virtual(1);
    private final Ecr images = world.parts().ecr();
    private final EcrClient ecr = Clients.of(EcrClient.builder(), world.dispatch());

    @Test
    void thereIsARepositoryForEachKindOfWorkload() {
        assertThat(ecr.describeRepositories().repositories())
                .extracting(Repository::repositoryName)
                .contains(
                        "demo/healthy",
                        "demo/slow",
                        "demo/crashes",
                        "demo/oom",
                        "demo/wrongport",
                        "demo/nohealth",
                        "demo/arm64",
                        "demo/needsenv",
                        "demo/chatty",
                        "demo/worker");
        assertThat(ecr.describeRepositories().repositories().getFirst().repositoryUri())
                .startsWith("123456789012.dkr.ecr.eu-north-1.amazonaws.com/demo/");
        assertThat(ecr.describeRepositoriesPaginator(r -> r.maxResults(3)).repositories().stream())
                .hasSize(10);
        assertThatExceptionOfType(RepositoryNotFoundException.class)
                .isThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("demo/missing")))
                .withMessageContaining(
                        "The repository with name 'demo/missing' does not exist in the registry with id '123456789012'");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecr.describeRepositories(r -> r.maxResults(1001)));
    }

    @Test
    void everyTagExistsButThoseThatAreGone() {
        // When
        var found = described("demo/healthy", "git-0123abc");
        // Then
        assertThat(found.imageTags()).containsExactly("git-0123abc");
        assertThat(found.imageDigest())
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(described("demo/healthy", "git-0123abc").imageDigest());
        assertThat(found.imageDigest())
                .isNotEqualTo(described("demo/healthy", "other").imageDigest());
        assertThatExceptionOfType(ImageNotFoundException.class).isThrownBy(() -> described("demo/healthy", "gone-1"));
        assertThatExceptionOfType(ImageNotFoundException.class)
                .isThrownBy(() -> described("demo/healthy", "not a tag"));
        assertThatExceptionOfType(RepositoryNotFoundException.class).isThrownBy(() -> described("demo/missing", "1"));
    }

    @Test
    void anImageIsFoundByItsDigest() {
        // Given
        var digest = described("demo/healthy", "2.0.0").imageDigest();
        // When
        var found = ecr.describeImages(r -> r.repositoryName("demo/healthy").imageIds(i -> i.imageDigest(digest)));
        // Then
        assertThat(found.imageDetails().getFirst().imageTags()).containsExactly("2.0.0");
        assertThatExceptionOfType(ImageNotFoundException.class)
                .isThrownBy(() -> ecr.describeImages(r ->
                        r.repositoryName("demo/healthy").imageIds(i -> i.imageDigest("sha256:" + "0".repeat(64)))));
    }

    @Test
    void aPushGivesTheTagAnotherImage() {
        // Given
        var before = described("demo/healthy", "latest").imageDigest();
        // When
        images.push("demo/healthy", "latest");
        // Then
        assertThat(described("demo/healthy", "latest").imageDigest()).isNotEqualTo(before);
        assertThat(images.find(images.registry() + "/demo/healthy@" + before)).isPresent();
    }

    @Test
    void tenTagsAreListed() {
        assertThat(ecr.listImages(r -> r.repositoryName("demo/healthy")).imageIds())
                .hasSize(10)
                .extracting(ImageIdentifier::imageTag)
                .contains("latest", "1.4.0");
        assertThat(
                        ecr
                                .describeImagesPaginator(
                                        r -> r.repositoryName("demo/healthy").maxResults(4))
                                .imageDetails()
                                .stream())
                .hasSize(10);
        assertThat(ecr.describeImages(r -> r.repositoryName("demo/healthy")).imageDetails())
                .allSatisfy(image ->
                        assertThat(image.imagePushedAt()).isBefore(world.clock().instant()));
    }

    @Test
    void theManifestNamesTheArchitectures() {
        assertThat(manifest("demo/healthy").imageManifest())
                .contains("\"architecture\":\"amd64\"", "\"architecture\":\"arm64\"");
        assertThat(manifest("demo/arm64").imageManifest())
                .contains("\"architecture\":\"arm64\"")
                .doesNotContain("amd64");
        assertThat(manifest("demo/healthy").imageManifestMediaType()).isEqualTo(Manifests.LIST);
        assertThat(manifest("demo/healthy", Manifests.SINGLE).imageManifestMediaType())
                .isEqualTo(Manifests.SINGLE);
    }

    @Test
    void aManifestOfTheListIsFoundByItsOwnDigest() {
        // Given
        var single = manifest("demo/healthy", Manifests.SINGLE).imageId().imageDigest();
        // When
        var found = ecr.batchGetImage(r -> r.repositoryName("demo/healthy").imageIds(i -> i.imageDigest(single)));
        // Then
        assertThat(found.images().getFirst().imageManifestMediaType()).isEqualTo(Manifests.SINGLE);
        assertThat(found.failures()).isEmpty();
    }

    @Test
    void whatIsMissingFromABatchIsAFailureAndNoError() {
        // When
        var got = ecr.batchGetImage(
                r -> r.repositoryName("demo/healthy").imageIds(i -> i.imageTag("1"), i -> i.imageTag("gone")));
        // Then
        assertThat(got.images()).hasSize(1);
        assertThat(got.failures().getFirst().failureCode()).isEqualTo(ImageFailureCode.IMAGE_NOT_FOUND);
    }

    @Test
    void nodesPullByTagOrDigestFromThisRegistryAlone() {
        // Given
        var registry = images.registry();
        // When
        var tagged = images.find(registry + "/demo/healthy:1.4.0").orElseThrow();
        // Then
        assertThat(tagged.tag()).isEqualTo("1.4.0");
        assertThat(tagged.architectures()).isEqualTo(Set.of("amd64", "arm64"));
        assertThat(images.find(registry + "/demo/healthy@" + tagged.digest())).contains(tagged);
        assertThat(images.find(registry + "/demo/healthy:1.4.0@" + tagged.digest()))
                .contains(tagged);
        assertThat(images.find(registry + "/demo/healthy").orElseThrow().tag()).isEqualTo("latest");
        assertThat(images.find(registry + "/demo/healthy:gone")).isEmpty();
        assertThat(images.find(registry + "/demo/missing:1")).isEmpty();
        assertThat(images.find("docker.io/demo/healthy:1")).isEmpty();
    }

    private ImageDetail described(String repository, String tag) {
        return ecr.describeImages(r -> r.repositoryName(repository).imageIds(i -> i.imageTag(tag)))
                .imageDetails()
                .getFirst();
    }

    private Image manifest(String repository, String... accepted) {
        return ecr.batchGetImage(r -> r.repositoryName(repository)
                        .imageIds(i -> i.imageTag("1.4.0"))
                        .acceptedMediaTypes(accepted))
                .images()
                .getFirst();
    }
}
