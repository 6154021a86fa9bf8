package no.dotkom.portal.localaws.ecr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Images;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.model.*;

/** Amazon ECR, the account's own registry, and the image store that nodes pull from. */
public final class Ecr implements Images {
    private static final int PAGE = 100;
    private static final int MOST = 1_000;
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<registry>[^/]+)/(?<repository>[^@:]+)(:(?<tag>[^@]+))?(@(?<digest>sha256:[0-9a-f]{64}))?");

    private final Timeline timeline;
    private final Account account;
    private final Repositories repositories = new Repositories();
    private final Map<String, String> policies = new ConcurrentHashMap<>();

    public Ecr(Timeline timeline, Account account) {
        this.timeline = timeline;
        this.account = account;
    }

    /** {@code <account>.dkr.ecr.<region>.amazonaws.com}. */
    public String registry() {
        return "%s.dkr.ecr.%s.amazonaws.com".formatted(account.id(), account.region());
    }

    /** Somebody pushes another image under the same tag. */
    public void push(String repository, String tag) {
        repositories.push(repository, tag);
    }

    /** A digest decides before a tag, as for Docker. */
    @Override
    public Optional<Images.Image> find(String reference) {
        var parts = REFERENCE.matcher(reference);
        if (!parts.matches() || !parts.group("registry").equals(registry())) {
            return Optional.empty();
        }
        var repository = parts.group("repository");
        return parts.group("digest") == null
                ? repositories.tagged(repository, Objects.requireNonNullElse(parts.group("tag"), "latest"))
                : repositories.digested(repository, parts.group("digest"));
    }

    public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
        request.repositoryNames().forEach(this::check);
        var all = request.repositoryNames().isEmpty()
                ? Repositories.names().sorted().toList()
                : request.repositoryNames();
        var page = Page.of(all, request.nextToken(), size(request.maxResults()), PAGE, Ecr::badToken);
        return DescribeRepositoriesResponse.builder()
                .repositories(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private void check(String repository) {
        if (!Repositories.exists(repository)) {
            throw AwsErrors.of(
                    RepositoryNotFoundException.builder(),
                    "The repository with name '%s' does not exist in the registry with id '%s'"
                            .formatted(repository, account.id()));
        }
    }

    private static @Nullable Integer size(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST)) {
            throw AwsErrors.of(
                    InvalidParameterException.builder(),
                    "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'");
        }
        return asked;
    }

    private static AwsServiceException badToken() {
        return AwsErrors.of(InvalidParameterException.builder(), "Invalid parameter at 'nextToken'");
    }

    private Repository described(String name) {
        return Repository.builder()
                .repositoryName(name)
                .repositoryArn(account.arn("ecr", "repository/" + name))
                .repositoryUri(registry() + "/" + name)
                .registryId(account.id())
                .createdAt(timeline.instant().minus(Duration.ofDays(90)))
                .imageTagMutability(ImageTagMutability.MUTABLE)
                .build();
    }

    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        check(request.repositoryName());
        var all = request.imageIds().isEmpty()
                ? listed(request.repositoryName())
                : request.imageIds().stream()
                        .map(id -> existing(request.repositoryName(), id))
                        .toList();
        var page = Page.of(all, request.nextToken(), size(request.maxResults()), PAGE, Ecr::badToken);
        return DescribeImagesResponse.builder()
                .imageDetails(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private List<Images.Image> listed(String repository) {
        return Repositories.TAGS.stream()
                .flatMap(tag -> repositories.tagged(repository, tag).stream())
                .toList();
    }

    private Images.Image existing(String repository, ImageIdentifier id) {
        return found(repository, id)
                .orElseThrow(() -> AwsErrors.of(
                        ImageNotFoundException.builder(),
                        "The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the repository with name '%s' in the registry with id '%s'"
                                .formatted(id.imageDigest(), id.imageTag(), repository, account.id())));
    }

    private Optional<Images.Image> found(String repository, ImageIdentifier id) {
        return id.imageDigest() == null
                ? repositories.tagged(repository, Objects.requireNonNullElse(id.imageTag(), ""))
                : repositories.digested(repository, id.imageDigest());
    }

    private ImageDetail described(Images.Image image) {
        return ImageDetail.builder()
                .registryId(account.id())
                .repositoryName(image.repository())
                .imageDigest(image.digest())
                .imageTags(image.tag())
                .imageSizeInBytes(image.bytes())
                .imageManifestMediaType(Manifests.LIST)
                .imagePushedAt(timeline.instant().minus(Duration.ofDays(1 + age(image.tag()))))
                .build();
    }

    private static long age(String tag) {
        return IntStream.range(0, Repositories.TAGS.size())
                .filter(n -> Repositories.TAGS.get(n).equals(tag))
                .findFirst()
                .orElse(0);
    }

    public PutLifecyclePolicyResponse putLifecyclePolicy(PutLifecyclePolicyRequest request) {
        check(request.repositoryName());
        policies.put(request.repositoryName(), request.lifecyclePolicyText());
        return PutLifecyclePolicyResponse.builder()
                .registryId(account.id())
                .repositoryName(request.repositoryName())
                .lifecyclePolicyText(request.lifecyclePolicyText())
                .build();
    }

    public GetLifecyclePolicyResponse getLifecyclePolicy(GetLifecyclePolicyRequest request) {
        check(request.repositoryName());
        var policy = policies.get(request.repositoryName());
        if (policy == null) {
            throw AwsErrors.of(
                    LifecyclePolicyNotFoundException.builder(),
                    "Lifecycle policy does not exist for the repository with name '%s' in the registry with id '%s'"
                            .formatted(request.repositoryName(), account.id()));
        }
        return GetLifecyclePolicyResponse.builder()
                .registryId(account.id())
                .repositoryName(request.repositoryName())
                .lifecyclePolicyText(policy)
                .build();
    }

    public ListImagesResponse listImages(ListImagesRequest request) {
        check(request.repositoryName());
        var all = listed(request.repositoryName()).stream()
                .map(image -> ImageIdentifier.builder()
                        .imageDigest(image.digest())
                        .imageTag(image.tag())
                        .build())
                .toList();
        var page = Page.of(all, request.nextToken(), size(request.maxResults()), PAGE, Ecr::badToken);
        return ListImagesResponse.builder()
                .imageIds(page.items())
                .nextToken(page.next())
                .build();
    }

    public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
        check(request.repositoryName());
        if (request.imageIds().isEmpty() || request.imageIds().size() > PAGE) {
            throw AwsErrors.of(
                    InvalidParameterException.builder(),
                    "Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length between 1 and 100'");
        }
        var images = new ArrayList<software.amazon.awssdk.services.ecr.model.Image>();
        var failures = new ArrayList<ImageFailure>();
        for (var id : request.imageIds()) {
            manifest(request.repositoryName(), id, request.acceptedMediaTypes())
                    .ifPresentOrElse(
                            manifest -> images.add(image(request.repositoryName(), id, manifest)),
                            () -> failures.add(failure(id)));
        }
        return BatchGetImageResponse.builder().images(images).failures(failures).build();
    }

    private Optional<Manifests.Manifest> manifest(String repository, ImageIdentifier id, List<String> accepted) {
        var image = found(repository, id);
        return image.isPresent()
                ? image.map(i -> Manifests.of(i, accepted))
                : repositories
                        .all(repository)
                        .flatMap(i -> Manifests.member(i, Objects.requireNonNullElse(id.imageDigest(), "")).stream())
                        .findFirst();
    }

    private software.amazon.awssdk.services.ecr.model.Image image(
            String repository, ImageIdentifier id, Manifests.Manifest manifest) {
        return software.amazon.awssdk.services.ecr.model.Image.builder()
                .registryId(account.id())
                .repositoryName(repository)
                .imageId(i -> i.imageDigest(manifest.digest()).imageTag(id.imageTag()))
                .imageManifest(manifest.text())
                .imageManifestMediaType(manifest.mediaType())
                .build();
    }

    private static ImageFailure failure(ImageIdentifier id) {
        return ImageFailure.builder()
                .imageId(id)
                .failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
                .failureReason("Requested image not found")
                .build();
    }
}
