package no.dotkom.portal.aws;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.port.ImageManifest;
import no.dotkom.portal.apps.port.Registry;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.ImageRef;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** Asks private ECR registries. */
@Component
class EcrLookUps implements Registry {
    private static final Pattern PRIVATE = Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com");
    /** As many as ECR lists at once, in no order; of 5,000 the newest are told, of more the newest of those. */
    private static final int PAGE = 1_000;

    private static final int PAGES = 5;
    private final EcrClient ecr;

    @Autowired
    EcrLookUps(AwsClients clients) {
        this(clients.ecr());
    }

    EcrLookUps(EcrClient ecr) {
        this.ecr = ecr;
    }

    @Override
    public boolean keeps(ImageRef image) {
        return PRIVATE.matcher(image.registry()).matches();
    }

    @Override
    public ImageAnswer image(ImageRef image) {
        var registry = PRIVATE.matcher(image.registry());
        if (!registry.matches()) {
            return new ImageAnswer.Unanswered(image.registry() + " is no ECR registry");
        }
        try {
            return found(image, registry.group(1), new Patience());
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

    @Override
    public List<Tagged> newest(ImageRef image, int most) {
        var registry = PRIVATE.matcher(image.registry());
        if (!registry.matches()) {
            return List.of();
        }
        try {
            return newest(image, registry.group(1), most, new Patience());
        } catch (SdkException unanswered) {
            return List.of();
        }
    }

    private List<Tagged> newest(ImageRef image, String registry, int most, Patience patience) {
        var all = ecr
                .describeImagesPaginator(request -> request.overrideConfiguration(patience.left())
                        .registryId(registry)
                        .repositoryName(image.repository())
                        .filter(filter -> filter.tagStatus(TagStatus.TAGGED))
                        .maxResults(PAGE))
                .stream()
                .limit(PAGES)
                .flatMap(page -> page.imageDetails().stream())
                .sorted(Comparator.comparing(ImageDetail::imagePushedAt).reversed())
                .toList();
        var shown = all.stream().limit(most).toList();
        var architectures = architectures(shown, image, registry, patience);
        var rules = rules(image, registry, patience);
        return shown.stream()
                .flatMap(detail -> detail.imageTags().stream()
                        .map(tag -> new Tagged(
                                new ImageRef(image.registry(), image.repository(), tag, null),
                                detail.imageSizeInBytes() == null ? 0 : detail.imageSizeInBytes(),
                                architectures.getOrDefault(detail.imageDigest(), Set.of()),
                                detail.imagePushedAt(),
                                rules.mayExpire(detail))))
                .limit(most)
                .toList();
    }

    /** By digest, in one call. */
    private Map<String, Set<Architecture>> architectures(
            List<ImageDetail> details, ImageRef image, String registry, Patience patience) {
        if (details.isEmpty()) {
            return Map.of();
        }
        var ids = details.stream()
                .map(detail -> ImageIdentifier.builder()
                        .imageDigest(detail.imageDigest())
                        .build())
                .distinct()
                .toList();
        var found = new HashMap<String, Set<Architecture>>();
        ecr.batchGetImage(request -> request.overrideConfiguration(patience.left())
                        .registryId(registry)
                        .repositoryName(image.repository())
                        .imageIds(ids)
                        .acceptedMediaTypes(ImageManifest.MEDIA_TYPES))
                .images()
                .forEach(each -> found.put(each.imageId().imageDigest(), platforms(each.imageManifest())));
        return found;
    }

    /** Without a policy nothing expires; where it may not be read, nobody knows. */
    private LifecycleRules rules(ImageRef image, String registry, Patience patience) {
        try {
            return LifecycleRules.of(ecr.getLifecyclePolicy(request -> request.overrideConfiguration(patience.left())
                            .registryId(registry)
                            .repositoryName(image.repository()))
                    .lifecyclePolicyText());
        } catch (SdkException noneOrForbidden) {
            return LifecycleRules.NONE;
        }
    }

    private ImageAnswer found(ImageRef image, String registry, Patience patience) {
        var detail = ecr.describeImages(request -> request.overrideConfiguration(patience.left())
                        .registryId(registry)
                        .repositoryName(image.repository())
                        .imageIds(id(image)))
                .imageDetails()
                .getFirst();
        var bytes = detail.imageSizeInBytes() == null ? 0 : detail.imageSizeInBytes();
        return new ImageAnswer.Found(
                detail.imageDigest(), architectures(image, registry, patience), bytes, detail.imagePushedAt());
    }

    /** A manifest list names its platforms; a single manifest does not, then the set stays empty. */
    private Set<Architecture> architectures(ImageRef image, String registry, Patience patience) {
        var images = ecr.batchGetImage(request -> request.overrideConfiguration(patience.left())
                        .registryId(registry)
                        .repositoryName(image.repository())
                        .imageIds(id(image))
                        .acceptedMediaTypes(ImageManifest.MEDIA_TYPES))
                .images();
        return images.isEmpty() ? Set.of() : platforms(images.getFirst().imageManifest());
    }

    private static Set<Architecture> platforms(String manifest) {
        try {
            return ImageManifest.read(manifest).architectures();
        } catch (IllegalArgumentException unreadable) {
            return Set.of();
        }
    }

    private static ImageIdentifier id(ImageRef image) {
        return image.digest() == null
                ? ImageIdentifier.builder().imageTag(image.tag()).build()
                : ImageIdentifier.builder().imageDigest(image.digest()).build();
    }
}
