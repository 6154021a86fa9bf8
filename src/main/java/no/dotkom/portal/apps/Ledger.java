package no.dotkom.portal.apps;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AsFound;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Intent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes versions down with all that goes with them: names and numbers taken, audit, the loop's wake-up. */
@Component
class Ledger {
    /** The author of what no member did. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final VersionRepository versions;
    private final Claims claims;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Ledger(VersionRepository versions, Claims claims, Audit audit, ApplicationEventPublisher events) {
        this.versions = versions;
        this.claims = claims;
        this.audit = audit;
        this.events = events;
    }

    /** Takes what {@code spec} needs alone. */
    void claim(EnvironmentRef environment, EnvironmentSpec spec, String gateway, Instant now) {
        claims.claim(environment, spec, now);
        claims.allot(environment.id(), gateway, spec);
    }

    void append(Member member, EnvironmentRef environment, Version version) {
        versions.insert(environment.id(), member.id(), version);
        versions.supersede(environment.id(), version.generation(), version.createdAt());
        var detail =
                Objects.equals(version.reason(), "") ? version.spec().image().shortName() : version.reason();
        var source = version.source().equals("api") ? "api" : "portal";
        record(member, source, environment, "version.accept", version.generation(), detail);
    }

    /** What others did past the portal, or the loop found. */
    void append(EnvironmentRef environment, Version version) {
        versions.insert(environment.id(), NOBODY, version);
        versions.supersede(environment.id(), version.generation(), version.createdAt());
        audit.record(new Deed(
                null,
                version.authorName(),
                "loop",
                "version.accept",
                environment.name().app().value(),
                environment.id().value(),
                version.generation().number(),
                version.reason()));
        events.publishEvent(new EnvironmentChanged(environment.id()));
    }

    /** A deed of a member's, and the loop's reason to look. */
    void record(Member member, EnvironmentRef environment, String action, Generation generation, String detail) {
        record(member, "portal", environment, action, generation, detail);
    }

    private void record(
            Member member,
            String source,
            EnvironmentRef environment,
            String action,
            Generation generation,
            String detail) {
        audit.record(new Deed(
                member.id(),
                member.name(),
                source,
                action,
                environment.name().app().value(),
                environment.id().value(),
                generation.number(),
                detail));
        events.publishEvent(new EnvironmentChanged(environment.id()));
    }

    void wake(EnvironmentRef environment) {
        events.publishEvent(new EnvironmentChanged(environment.id()));
    }

    /** One that is on its way from now on. */
    static Version version(
            Generation generation,
            Generation container,
            Intent intent,
            EnvironmentSpec spec,
            Member author,
            String reason,
            String source,
            @Nullable String digest,
            AsFound asFound,
            Instant at) {
        return new Version(
                generation,
                container,
                intent,
                spec,
                author.name(),
                reason,
                source,
                at,
                digest,
                null,
                VersionState.RUNNING,
                null,
                null,
                null,
                asFound);
    }
}
