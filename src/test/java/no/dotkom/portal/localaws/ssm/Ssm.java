package no.dotkom.portal.localaws.ssm;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.*;

/**
 * AWS Systems Manager: parameters with their versions and tags, and the agents on the nodes. A secret comes out in
 * clear only where decryption is asked for.
 */
public final class Ssm {
    private static final int BY_PATH = 10;
    private static final int DESCRIBED = 50;
    private static final int TAGS = 50;

    private final Timeline timeline;
    private final Account account;
    private final Agents agents;
    private final NavigableMap<String, Stored> parameters = new TreeMap<>();

    public Ssm(Timeline timeline, Account account, Fleet fleet) {
        this.timeline = timeline;
        this.account = account;
        this.agents = new Agents(timeline, fleet);
    }

    public PutParameterResponse putParameter(PutParameterRequest asked) {
        var request = asked.toBuilder().tier(tier(asked)).build();
        ParameterRules.check(request);
        var old = parameters.get(request.name());
        var stored = old == null ? created(request) : overwritten(old, request);
        stored.versions().put(next(old), new Stored.Version(request.value(), timeline.instant()));
        parameters.put(request.name(), stored);
        return PutParameterResponse.builder()
                .version(stored.latest())
                .tier(stored.tier())
                .build();
    }

    /** Intelligent tiering takes the cheaper tier that is big enough. */
    private static ParameterTier tier(PutParameterRequest asked) {
        var tier = Objects.requireNonNullElse(asked.tier(), ParameterTier.STANDARD);
        return tier == ParameterTier.INTELLIGENT_TIERING ? ParameterRules.cheapest(asked.value()) : tier;
    }

    private static long next(@Nullable Stored old) {
        return old == null ? 1 : old.latest() + 1;
    }

    private Stored created(PutParameterRequest request) {
        if (request.type() == null) {
            throw ParameterRules.invalid("A parameter type is required when you create a parameter.");
        }
        var tags = new HashMap<String, String>();
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        var arn = account.arn("ssm", "parameter" + (request.name().startsWith("/") ? "" : "/") + request.name());
        var description = Objects.requireNonNullElse(request.description(), "");
        return new Stored(arn, request.type(), request.tier(), description, new TreeMap<>(), tags);
    }

    private static Stored overwritten(Stored old, PutParameterRequest request) {
        if (!Boolean.TRUE.equals(request.overwrite())) {
            throw AwsErrors.of(
                    ParameterAlreadyExistsException.builder(),
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        if (request.type() != null && request.type() != old.type()) {
            throw AwsErrors.of(
                    HierarchyTypeMismatchException.builder(),
                    "The parameter type can't be changed from %s to %s.".formatted(old.type(), request.type()));
        }
        var description = Objects.requireNonNullElse(request.description(), old.description());
        return new Stored(old.arn(), old.type(), request.tier(), description, old.versions(), old.tags());
    }

    public GetParameterResponse getParameter(GetParameterRequest request) {
        return GetParameterResponse.builder()
                .parameter(selected(request.name(), decrypted(request.withDecryption())))
                .build();
    }

    private static boolean decrypted(@Nullable Boolean asked) {
        return Boolean.TRUE.equals(asked);
    }

    /** {@code name}, {@code name:version} or the parameter's ARN. */
    private Parameter selected(String selector, boolean decrypted) {
        var plain = selector.replaceFirst("^arn:aws:ssm:[^:]*:[^:]*:parameter", "");
        var colon = plain.indexOf(':');
        var name = colon < 0 ? plain : plain.substring(0, colon);
        var stored = existing(name);
        var version = colon < 0 ? stored.latest() : number(plain.substring(colon + 1));
        if (!stored.versions().containsKey(version)) {
            throw AwsErrors.of(
                    ParameterVersionNotFoundException.builder(),
                    "ParameterVersionNotFound",
                    "Systems Manager could not find version %s of %s. Verify the version and try again."
                            .formatted(plain.substring(colon + 1), name));
        }
        return stored.shown(name, version, decrypted);
    }

    private static long number(String version) {
        return version.matches("[0-9]{1,9}") ? Long.parseLong(version) : -1;
    }

    private Stored existing(String name) {
        var stored = parameters.get(name);
        if (stored == null) {
            throw AwsErrors.of(
                    ParameterNotFoundException.builder(), "ParameterNotFound", "Parameter " + name + " not found.");
        }
        return stored;
    }

    public GetParametersResponse getParameters(GetParametersRequest request) {
        if (request.names().size() > BY_PATH) {
            throw ParameterRules.invalid(Constraint.lengthAtMost("names", request.names(), BY_PATH));
        }
        var found = request.names().stream().filter(parameters::containsKey).toList();
        var shown = found.stream()
                .map(name -> selected(name, decrypted(request.withDecryption())))
                .toList();
        var invalid =
                request.names().stream().filter(name -> !found.contains(name)).toList();
        return GetParametersResponse.builder()
                .parameters(shown)
                .invalidParameters(invalid)
                .build();
    }

    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        if (!request.path().startsWith("/")) {
            throw ParameterRules.invalid("The parameter path must begin with a forward slash '/'.");
        }
        checkSize(request.maxResults(), BY_PATH);
        var folder = request.path().endsWith("/") ? request.path() : request.path() + "/";
        var names = parameters.keySet().stream()
                .filter(name -> name.startsWith(folder))
                .filter(name -> Boolean.TRUE.equals(request.recursive()) || name.indexOf('/', folder.length()) < 0)
                .toList();
        var page = Page.of(names, request.nextToken(), request.maxResults(), BY_PATH, Ssm::badToken);
        var shown = page.items().stream()
                .map(name -> selected(name, decrypted(request.withDecryption())))
                .toList();
        return GetParametersByPathResponse.builder()
                .parameters(shown)
                .nextToken(page.next())
                .build();
    }

    private static void checkSize(@Nullable Integer asked, int most) {
        if (asked != null && asked > most) {
            throw ParameterRules.invalid(Constraint.atMost("maxResults", asked, most));
        }
        if (asked != null && asked < 1) {
            throw ParameterRules.invalid(Constraint.atLeast("maxResults", asked, 1));
        }
    }

    private static AwsServiceException badToken() {
        return AwsErrors.of(
                InvalidNextTokenException.builder(), "InvalidNextToken", "The specified token isn't valid.");
    }

    public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
        checkSize(request.maxResults(), DESCRIBED);
        var names = parameters.keySet().stream()
                .filter(name -> request.parameterFilters().stream().allMatch(filter -> passes(name, filter)))
                .toList();
        var page = Page.of(names, request.nextToken(), request.maxResults(), DESCRIBED, Ssm::badToken);
        return DescribeParametersResponse.builder()
                .parameters(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private boolean passes(String name, ParameterStringFilter filter) {
        var begins = "BeginsWith".equals(filter.option());
        return switch (filter.key()) {
            case "Name" -> filter.values().stream().anyMatch(v -> begins ? name.startsWith(v) : name.equals(v));
            case "Path" -> filter.values().stream().anyMatch(v -> name.startsWith(v.endsWith("/") ? v : v + "/"));
            case "Type" -> filter.values().contains(existing(name).type().toString());
            case String key
            when key.startsWith("tag:") ->
                filter.values().contains(existing(name).tags().get(key.substring("tag:".length())));
            default ->
                throw AwsErrors.of(
                        InvalidFilterKeyException.builder(),
                        "InvalidFilterKey",
                        "The following filter key is not valid: " + filter.key());
        };
    }

    private ParameterMetadata described(String name) {
        var stored = existing(name);
        return ParameterMetadata.builder()
                .name(name)
                .arn(stored.arn())
                .type(stored.type())
                .tier(stored.tier())
                .description(stored.description().isEmpty() ? null : stored.description())
                .version(stored.latest())
                .dataType("text")
                .lastModifiedDate(stored.versions().lastEntry().getValue().at())
                .lastModifiedUser("arn:aws:iam::%s:root".formatted(account.id()))
                .build();
    }

    public DeleteParameterResponse deleteParameter(DeleteParameterRequest request) {
        existing(request.name());
        parameters.remove(request.name());
        return DeleteParameterResponse.builder().build();
    }

    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        var tags = tagged(request.resourceTypeAsString(), request.resourceId());
        var together = new HashMap<>(tags);
        request.tags().forEach(tag -> together.put(tag.key(), tag.value()));
        if (together.size() > TAGS) {
            throw AwsErrors.of(
                    TooManyTagsErrorException.builder(),
                    "TooManyTagsError",
                    "The Targets parameter has too many tags.");
        }
        tags.putAll(together);
        return AddTagsToResourceResponse.builder().build();
    }

    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        tagged(request.resourceTypeAsString(), request.resourceId()).keySet().removeAll(request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        var tags = new TreeMap<>(tagged(request.resourceTypeAsString(), request.resourceId()));
        var list = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tagList(list).build();
    }

    private Map<String, String> tagged(String type, String id) {
        if (!"Parameter".equals(type)) {
            throw AwsErrors.of(
                    InvalidResourceTypeException.builder(), "InvalidResourceType", type + " is not a modelled type.");
        }
        var stored = parameters.get(id);
        if (stored == null) {
            throw AwsErrors.of(
                    InvalidResourceIdException.builder(),
                    "InvalidResourceId",
                    "The resource ID \"%s\" is not valid. Verify the ID and try again.".formatted(id));
        }
        return stored.tags();
    }

    public DescribeInstanceInformationResponse describeInstanceInformation(DescribeInstanceInformationRequest request) {
        var page = Page.of(agents.of(request), request.nextToken(), request.maxResults(), DESCRIBED, Ssm::badToken);
        return DescribeInstanceInformationResponse.builder()
                .instanceInformationList(page.items())
                .nextToken(page.next())
                .build();
    }
}
