package no.dotkom.portal.apps.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.apps.Grant;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Caller;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Finds what an address names, for one member. What is not there and what may not be seen are the same 404. */
@Component
class Addresses {
    private static final String NUMBER = "[1-9][0-9]{0,9}";
    private final Apps apps;

    Addresses(Apps apps) {
        this.apps = apps;
    }

    EnvironmentDetails environment(Member member, String app, String environment) {
        if (!AppName.isValid(app) || !EnvironmentSlug.isValid(environment)) {
            throw absent();
        }
        return apps.find(member, new AppName(app), new EnvironmentSlug(environment))
                .orElseThrow(Addresses::absent);
    }

    /** The same for a program: what is not open to it is not there. */
    Grant grant(Caller caller, String app, String environment) {
        if (!AppName.isValid(app) || !EnvironmentSlug.isValid(environment)) {
            throw absent();
        }
        return apps.grant(caller, new AppName(app), new EnvironmentSlug(environment))
                .orElseThrow(Addresses::absent);
    }

    /** The same for those who may change it; others learn that they may not. */
    EnvironmentDetails changeable(Member member, String app, String environment) {
        var found = environment(member, app, environment);
        if (!member.may(Role.DEVELOPER, found.ref().team())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return found;
    }

    /** The environments of an application, one or more. */
    List<EnvironmentDetails> application(Member member, String app) {
        var found = AppName.isValid(app) ? apps.environments(member, new AppName(app)) : List.<EnvironmentDetails>of();
        if (found.isEmpty()) {
            throw absent();
        }
        return found;
    }

    Version version(EnvironmentDetails environment, String number) {
        return apps.version(environment.ref(), generation(number)).orElseThrow(Addresses::absent);
    }

    static Generation generation(String number) {
        if (!number.matches(NUMBER)) {
            throw absent();
        }
        return new Generation(Long.parseLong(number));
    }

    /** What a path names by an id of ours; empty for what is none. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static String of(EnvironmentRef ref) {
        return "/apps/" + ref.name().app() + "/" + ref.name().slug();
    }

    static String rollout(EnvironmentRef ref, Generation generation) {
        return of(ref) + "/versions/" + generation.number();
    }

    private static ResponseStatusException absent() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
