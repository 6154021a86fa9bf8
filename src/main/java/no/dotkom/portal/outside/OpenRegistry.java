package no.dotkom.portal.outside;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.port.ImageManifest;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer.Forbidden;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer.Found;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer.Missing;
import no.dotkom.portal.apps.port.LookUps.ImageAnswer.Unanswered;
import no.dotkom.portal.model.ImageRef;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a registry of the OCI distribution specification, GHCR or Docker Hub, say, for what anybody may pull: as nobody,
 * with the token that such registries give to nobody. Only registries of the platform's list come here; a name that
 * leads into a private network is not asked.
 */
@Component
class OpenRegistry implements LookUps {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The name in references to its images is not that of its registry. */
    private static final String DOCKER_HUB = "docker.io";

    /** An index of twenty platforms has some 10 KB. */
    private static final int MOST = 64 * 1024;

    /** All questions about an image. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final Http http;
    private final Function<String, URI> address;

    @Autowired
    OpenRegistry(Http http) {
        this(http, OpenRegistry::publicly);
    }

    /** @param address of a host; throws an {@link IllegalArgumentException} when it is not to be asked */
    OpenRegistry(Http http, Function<String, URI> address) {
        this.http = http;
        this.address = address;
    }

    private static URI publicly(String host) {
        var uri = URI.create("https://" + host);
        try {
            if (Http.isPublic(uri.getHost())) {
                return uri;
            }
        } catch (IOException unknown) {
            throw new IllegalArgumentException("DNS does not know " + host, unknown);
        }
        throw new IllegalArgumentException(host + " is in a private network");
    }

    @Override
    public ImageAnswer image(ImageRef image) {
        try {
            return ask(image);
        } catch (IOException | JacksonException | IllegalArgumentException unanswered) {
            return new Unanswered(image.registry() + ": " + unanswered.getMessage());
        }
    }

    /** Registries list tags by name, and tell no date. */
    @Override
    public List<Tagged> newest(ImageRef image, int most) {
        return List.of();
    }

    private ImageAnswer ask(ImageRef image) throws IOException {
        var end = System.nanoTime() + LONGEST.toNanos();
        var registry = address.apply(image.registry().equals(DOCKER_HUB) ? "registry-1.docker.io" : image.registry());
        var reference = image.digest() == null ? image.tag() : image.digest();
        var manifest = registry.resolve("/v2/" + image.repository() + "/manifests/" + reference);
        var headers = new HashMap<>(Map.of("Accept", String.join(", ", ImageManifest.MEDIA_TYPES)));
        var answer = http.get(manifest, headers, MOST, until(end));
        if (answer.status() == 401) {
            var token = token(registry, image, answer.header("WWW-Authenticate").orElse(""), until(end));
            if (token.isEmpty()) {
                return new Forbidden(said(answer));
            }
            headers.put("Authorization", "Bearer " + token.get());
            answer = http.get(manifest, headers, MOST, until(end));
        }
        return switch (answer.status()) {
            case 200 -> found(image, answer);
            case 401, 403 -> new Forbidden(said(answer));
            case 404 -> new Missing(said(answer));
            default -> new Unanswered(said(answer));
        };
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** What nobody in particular may have; empty when the registry gives nobody any. */
    private Optional<String> token(URI registry, ImageRef image, String challenge, Duration patience)
            throws IOException {
        var parameters = new HashMap<String, String>();
        var found = PARAMETER.matcher(challenge);
        while (found.find()) {
            parameters.put(found.group(1), found.group(2));
        }
        var realm = URI.create(parameters.getOrDefault("realm", ""));
        if (!challenge.startsWith("Bearer ") || realm.getHost() == null || !related(realm, registry)) {
            return Optional.empty();
        }
        var query = "scope=" + encoded("repository:" + image.repository() + ":pull")
                + Optional.ofNullable(parameters.get("service"))
                        .map(service -> "&service=" + encoded(service))
                        .orElse("");
        // Looked at like the registry itself.
        var door = address.apply(realm.getAuthority()).resolve(realm.getRawPath() + "?" + query);
        var answer = http.get(door, Map.of("Accept", "application/json"), MOST, patience);
        if (answer.status() >= 500 || answer.status() == 429) {
            throw new IOException("no token: " + said(answer));
        }
        return answer.status() == 200 ? named(JSON.readTree(answer.body())) : Optional.empty();
    }

    private static Optional<String> named(JsonNode token) {
        return Optional.of(
                        token.path("token").asString(token.path("access_token").asString("")))
                .filter(text -> text.matches("[\\x21-\\x7e]+"));
    }

    /** Of one owner: it speaks as the registry does, and shares its domain. */
    private static boolean related(URI realm, URI registry) {
        return registry.getScheme().equals(realm.getScheme()) && owner(realm).equals(owner(registry));
    }

    private static String owner(URI uri) {
        var labels = uri.getHost().split("\\.");
        return labels.length < 2 ? uri.getHost() : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ImageAnswer found(ImageRef image, Http.Answer answer) {
        // What was read is what will run: nobody's word is taken for it.
        var digest = digest(answer.body());
        var told =
                image.digest() == null ? answer.header("Docker-Content-Digest").orElse(digest) : image.digest();
        if (!told.equals(digest)) {
            return new Unanswered("The manifest is not the one of " + told);
        }
        var manifest = ImageManifest.read(new String(answer.body(), StandardCharsets.UTF_8));
        return new Found(digest, manifest.architectures(), manifest.bytes(), null);
    }

    private static String digest(byte[] body) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The registry's own words, or the status. */
    private static String said(Http.Answer answer) {
        try {
            var message = JSON.readTree(answer.body())
                    .path("errors")
                    .path(0)
                    .path("message")
                    .asString("");
            return message.isBlank() ? "HTTP " + answer.status() : message;
        } catch (JacksonException noJson) {
            return "HTTP " + answer.status();
        }
    }
}
