package no.dotkom.portal.localaws.ssm;

import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Constraint;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Page;
import no.dotkom.portal.localaws.world.Parameters;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.*;

/**
 * AWS Systems Manager: parameters with their versions and tags, and the agents on the nodes. A secret comes out in
 * clear only where decryption is asked for.
 */
public final class Ssm implements Parameters {
    private static final int BY_PATH = 10;
    private static final int DESCRIBED = 50;

    private final Timeline timeline;
    private final Account account;
    private final Agents agents;
    private final NavigableMap<String, Stored> parameters = new TreeMap<>();
    private final ParameterTags tags = new ParameterTags(parameters);

    public Ssm(Timeline timeline, Account account, Fleet fleet) {
        this.timeline = timeline;
        this.account = account;
        this.agents = new Agents(timeline, fleet);
    }

    public PutParameterResponse putParameter(PutParameterRequest asked) {
        var request = asked.toBuilder().tier(tier(asked)).build();
        ParameterRules.check(request, arn("/"));
        var old = parameters.get(request.name());
        var stored = old == null ? created(request) : overwritten(old, request);
        stored.put(next(old), new Stored.Version(request.value(), timeline.instant()));
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
        var keyId = ParameterRules.keyId(request.type(), request.keyId());
        var description = Objects.requireNonNullElse(request.description(), "");
        return new Stored(
                arn(request.name()), request.type(), request.tier(), keyId, description, new TreeMap<>(), tags);
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
        var keyId = ParameterRules.keyId(old.type(), request.keyId());
        var description = Objects.requireNonNullElse(request.description(), old.description());
        return new Stored(old.arn(), old.type(), request.tier(), keyId, description, old.versions(), old.tags());
    }

    public GetParameterResponse getParameter(GetParameterRequest request) {
        return GetParameterResponse.builder()
                .parameter(selected(request.name(), decrypted(request.withDecryption())))
                .build();
    }

    private static boolean decrypted(@Nullable Boolean asked) {
        return Boolean.TRUE.equals(asked);
    }

    /** {@code name} or {@code name:version}; for the name, the parameter's ARN does as well. */
    private record Selector(String name, @Nullable String version) {}

    private Selector selector(String text) {
        var prefix = account.arn("ssm", "parameter/");
        var plain = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        var colon = plain.indexOf(':');
        var name = colon < 0 ? plain : plain.substring(0, colon);
        var named = text.startsWith(prefix) && !parameters.containsKey(name) ? "/" + name : name;
        return new Selector(named, colon < 0 ? null : plain.substring(colon + 1));
    }

    private Parameter selected(String text, boolean decrypted) {
        var selector = selector(text);
        var stored = existing(selector.name());
        var version = selector.version() == null ? stored.latest() : number(selector.version());
        if (!stored.versions().containsKey(version)) {
            throw AwsErrors.of(
                    ParameterVersionNotFoundException.builder(),
                    "ParameterVersionNotFound",
                    "Systems Manager could not find version %s of %s. Verify the version and try again."
                            .formatted(selector.version(), selector.name()));
        }
        return stored.shown(selector.name(), version, decrypted);
    }

    private boolean exists(String text) {
        var selector = selector(text);
        var stored = parameters.get(selector.name());
        return stored != null
                && (selector.version() == null || stored.versions().containsKey(number(selector.version())));
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
        checkNames(request.names());
        var found = request.names().stream().filter(this::exists).toList();
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

    private static void checkNames(List<String> names) {
        if (names.size() > BY_PATH) {
            throw ParameterRules.invalid(Constraint.lengthAtMost("names", names, BY_PATH));
        }
        if (names.isEmpty()) {
            throw ParameterRules.invalid(Constraint.lengthAtLeast("names", names, 1));
        }
    }

    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        if (!request.path().startsWith("/")) {
            throw ParameterRules.invalid("The parameter path must begin with a forward slash '/'.");
        }
        checkSize(request.maxResults(), BY_PATH);
        ParameterFilters.checkByPath(request.parameterFilters());
        var folder = request.path().endsWith("/") ? request.path() : request.path() + "/";
        var names = parameters.keySet().stream()
                .filter(name -> name.startsWith(folder))
                .filter(name -> Boolean.TRUE.equals(request.recursive()) || name.indexOf('/', folder.length()) < 0)
                .filter(name -> ParameterFilters.pass(name, existing(name), request.parameterFilters()))
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
                .filter(name -> ParameterFilters.pass(name, existing(name), request.parameterFilters()))
                .toList();
        var page = Page.of(names, request.nextToken(), request.maxResults(), DESCRIBED, Ssm::badToken);
        return DescribeParametersResponse.builder()
                .parameters(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private ParameterMetadata described(String name) {
        var stored = existing(name);
        return ParameterMetadata.builder()
                .name(name)
                .arn(stored.arn())
                .type(stored.type())
                .tier(stored.tier())
                .keyId(stored.keyId())
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

    public DeleteParametersResponse deleteParameters(DeleteParametersRequest request) {
        checkNames(request.names());
        var found = request.names().stream()
                .filter(name -> parameters.remove(name) != null)
                .toList();
        var invalid =
                request.names().stream().filter(name -> !found.contains(name)).toList();
        return DeleteParametersResponse.builder()
                .deletedParameters(found)
                .invalidParameters(invalid)
                .build();
    }

    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        return tags.add(request);
    }

    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        return tags.remove(request);
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return tags.list(request);
    }

    public DescribeInstanceInformationResponse describeInstanceInformation(DescribeInstanceInformationRequest request) {
        var page = Page.of(agents.of(request), request.nextToken(), request.maxResults(), DESCRIBED, Ssm::badToken);
        return DescribeInstanceInformationResponse.builder()
                .instanceInformationList(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public String arn(String name) {
        return account.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name)).map(Stored::newest);
    }
}
