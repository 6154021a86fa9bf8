package no.dotkom.portal.apps.web;

import java.net.URI;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Grant;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.identity.Caller;
import no.dotkom.portal.identity.PublicAddress;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.ApiProblem;
import no.dotkom.portal.ui.FieldErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a program may ask for: another image. */
@RestController
class VersionsApiController {
    /** A line of a list. */
    private static final int LONGEST_REASON = 200;

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /** @param image with a tag or a digest; without a registry the platform's own is meant. @param reason free text */
    record Wish(@Nullable String image, @Nullable String reason) {}

    /** @param url of the version in the API. @param page of it for people */
    record Made(long version, String url, String page) {}

    private final Apps apps;
    private final Addresses addresses;
    private final SpecProposals specs;
    private final PublicAddress address;

    VersionsApiController(Apps apps, Addresses addresses, SpecProposals specs, PublicAddress address) {
        this.apps = apps;
        this.addresses = addresses;
        this.specs = specs;
        this.address = address;
    }

    @PostMapping(path = "/api/v1/apps/{app}/{environment}/versions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Made> deploy(
            Caller caller,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestBody Wish wish) {
        var by = addresses.grant(caller, app, environment);
        if (!by.mayDeploy()) {
            throw new ApiProblem(HttpStatus.FORBIDDEN, new FieldErrors().add("", Problem.of("SCOPE-1")));
        }
        if (!key.isEmpty() && !KEY.matcher(key).matches()) {
            throw refused(new FieldErrors().add("Idempotency-Key", "apps.error.key"));
        }
        var reason = wish.reason() == null ? "" : wish.reason().strip();
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw refused(new FieldErrors().add("reason", "apps.error.reason"));
        }
        var image = image(by.environment(), wish.image() == null ? "" : wish.image());
        return made(by, accepted(caller, by, image, reason, key));
    }

    /** By the rules of the form, and with the registry asked. */
    private ImageRef image(EnvironmentDetails found, String typed) {
        var name = found.ref().name();
        var form = RegisterForm.of(
                        name.app().value(), name.slug().value(), found.latest().spec())
                .with("image", typed);
        return switch (specs.read(form)) {
            case SpecProposal.Unreadable(var errors) -> throw refused(errors);
            case SpecProposal.Readable(var spec, var said, var objections) -> {
                if (objections.any()) {
                    throw refused(objections);
                }
                yield spec.image();
            }
        };
    }

    private Generation accepted(Caller caller, Grant by, ImageRef image, String reason, String key) {
        try {
            return apps.deploy(caller, by, image, reason, key);
        } catch (Refused why) {
            var errors = new FieldErrors();
            why.problems().forEach(each -> errors.add(each.field(), each.problem()));
            throw new ApiProblem(status(why.problems().getFirst().problem().code()), errors);
        }
    }

    private static HttpStatus status(String code) {
        return switch (code) {
            case "SCOPE-1", "RIGHT-1" -> HttpStatus.FORBIDDEN;
            case "RATE-1" -> HttpStatus.TOO_MANY_REQUESTS;
            case "REMOVING-1", "ADOPT-1", "CONFLICT-1" -> HttpStatus.CONFLICT;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static ApiProblem refused(FieldErrors errors) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, errors);
    }

    private ResponseEntity<Made> made(Grant by, Generation generation) {
        var page = Addresses.rollout(by.environment().ref(), generation);
        var url = address.of("/api/v1" + page);
        return ResponseEntity.created(URI.create(url)).body(new Made(generation.number(), url, address.of(page)));
    }
}
