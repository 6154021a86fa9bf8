package no.dotkom.portal.aws;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks a private ECR registry; another registry is not asked here and stays unanswered. */
@Component
class EcrLookUps implements LookUps {
    private static final Pattern PRIVATE = Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final EcrClient ecr;

    EcrLookUps(AwsClients clients) {
        this.ecr = clients.ecr();
    }

    @Override
    public ImageAnswer image(ImageRef image) {
        var registry = PRIVATE.matcher(image.registry());
        if (!registry.matches()) {
            return new ImageAnswer.Unanswered(image.registry() + " is no ECR registry");
        }
        try {
            return found(image, registry.group(1));
        } catch (ImageNotFoundException | RepositoryNotFoundException absent) {
            return new ImageAnswer.Missing(Said.text(absent));
        } catch (AwsServiceException refused) {
            return refused.statusCode() == 403 || Said.code(refused).equals("AccessDeniedException")
                    ? new ImageAnswer.Forbidden(Said.text(refused))
                    : new ImageAnswer.Unanswered(Said.text(refused));
        } catch (SdkException unanswered) {
            return new ImageAnswer.Unanswered(Said.text(unanswered));
        }
    }

    private ImageAnswer found(ImageRef image, String registry) {
        var detail = ecr.describeImages(request -> request.registryId(registry)
                        .repositoryName(image.repository())
                        .imageIds(id(image)))
                .imageDetails()
                .getFirst();
        var bytes = detail.imageSizeInBytes() == null ? 0 : detail.imageSizeInBytes();
        return new ImageAnswer.Found(
                detail.imageDigest(), architectures(image, registry), bytes, pushed(detail.imagePushedAt()));
    }

    private static @Nullable Instant pushed(@Nullable Instant at) {
        return at;
    }

    /** A manifest list names its platforms; a single manifest does not, then the set stays empty. */
    private Set<Architecture> architectures(ImageRef image, String registry) {
        var images = ecr.batchGetImage(request -> request.registryId(registry)
                        .repositoryName(image.repository())
                        .imageIds(id(image))
                        .acceptedMediaTypes(
                                "application/vnd.oci.image.index.v1+json",
                                "application/vnd.docker.distribution.manifest.list.v2+json",
                                "application/vnd.oci.image.manifest.v1+json",
                                "application/vnd.docker.distribution.manifest.v2+json"))
                .images();
        return images.isEmpty() ? Set.of() : platforms(images.getFirst().imageManifest());
    }

    private static Set<Architecture> platforms(String manifest) {
        var found = EnumSet.noneOf(Architecture.class);
        try {
            for (var entry : JSON.readTree(manifest).path("manifests")) {
                var named = entry.path("platform").path("architecture").asString("");
                for (var architecture : Architecture.values()) {
                    if (architecture.word().equals(named)) {
                        found.add(architecture);
                    }
                }
            }
            return found;
        } catch (JacksonException unreadable) {
            return Set.of();
        }
    }

    private static ImageIdentifier id(ImageRef image) {
        return image.digest() == null
                ? ImageIdentifier.builder().imageTag(image.tag()).build()
                : ImageIdentifier.builder().imageDigest(image.digest()).build();
    }
}
