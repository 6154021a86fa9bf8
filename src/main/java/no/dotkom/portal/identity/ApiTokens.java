package no.dotkom.portal.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.identity.ApiToken.Listed;
import no.dotkom.portal.identity.ApiToken.State;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.TeamSlug;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens for programs that GitHub does not vouch for. Whether a member may make and revoke them is for the caller to ask;
 * whether the one who made a token still may is asked here, each time that it is used.
 */
@Component
public class ApiTokens {
    /** More open ones than that nobody looks through. */
    public static final int MOST = 10;

    /** For how many days a token may be made; ASVS and security.md S34 end it at 90. */
    public static final List<Integer> DAYS = List.of(7, 30, 90);

    /** One that ended is shown for so long. */
    private static final Duration SHOWN = Duration.ofDays(30);

    private static final Duration COARSE = Duration.ofMinutes(1);

    /** What a member asks for. @param requestKey of the form, so that one that is sent twice makes one token */
    public record Wish(String name, ApiToken.Scope scope, int days, String requestKey) {
        public Wish {
            if (!DAYS.contains(days)) {
                throw new IllegalArgumentException("A token is made for %s days".formatted(DAYS));
            }
        }
    }

    /** For what a token is made. */
    public record Place(EnvironmentId environment, EnvironmentName name, TeamSlug team) {}

    /** What came of a wish. */
    public sealed interface Making {
        /** @param text the token itself, for this one answer */
        record Made(ApiToken token, String text) implements Making {
            @Override
            public String toString() {
                return "Made[" + token.id() + "]";
            }
        }

        /** The same form made one before, and its answer told it. */
        record Before() implements Making {}

        /** There are {@value ApiTokens#MOST} already. */
        record TooMany() implements Making {}
    }

    private final ApiTokenRepository tokens;
    private final Members members;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(ApiTokenRepository tokens, Members members, Audit audit, Clock clock) {
        this.tokens = tokens;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first, with those that ended in the last 30 days. */
    public List<Listed> of(EnvironmentId environment) {
        var makers = new HashMap<UUID, Optional<Member>>();
        return tokens.of(environment, clock.instant().minus(SHOWN)).stream()
                .map(token -> new Listed(token, state(token, maker -> makers.computeIfAbsent(maker, members::current))))
                .toList();
    }

    @Transactional
    public Making make(Member member, Place place, Wish wish) {
        var now = clock.instant();
        if (tokens.wasMade(member.id(), wish.requestKey())) {
            return new Making.Before();
        }
        if (alive(place.environment(), now) >= MOST) {
            return new Making.TooMany();
        }
        var text = TokenText.make(random);
        var token = new ApiToken(
                UUID.randomUUID(),
                place.environment(),
                place.team(),
                wish.name(),
                wish.scope(),
                member.id(),
                member.name(),
                now,
                now.plus(Duration.ofDays(wish.days())),
                null,
                null,
                null);
        if (!tokens.insert(token, TokenText.hash(text), wish.requestKey())) {
            return new Making.Before();
        }
        record(member, place, "token.make", token);
        return new Making.Made(token, text);
    }

    private long alive(EnvironmentId environment, Instant now) {
        return tokens.of(environment, now).stream()
                .filter(token -> token.revokedAt() == null)
                .count();
    }

    @Transactional
    public void revoke(Member member, Place place, UUID id) {
        var token = tokens.find(id);
        if (token.isPresent() && tokens.revoke(place.environment(), id, member.name(), clock.instant())) {
            record(member, place, "token.revoke", token.get());
        }
    }

    /** The token's id, never the token. */
    private void record(Member member, Place place, String action, ApiToken token) {
        var detail = "%s (%s until %s, id %s)"
                .formatted(
                        token.name(),
                        token.scope().name().toLowerCase(Locale.ROOT),
                        token.until().truncatedTo(ChronoUnit.SECONDS),
                        token.id());
        audit.record(new Deed(
                member.id(),
                member.name(),
                "portal",
                action,
                place.name().app().value(),
                place.environment().value(),
                null,
                detail));
    }

    /** The token with that text and what becomes of it; empty when none was given out. */
    Optional<Listed> read(String text) {
        if (!TokenText.isWhole(text)) {
            return Optional.empty();
        }
        var read = tokens.find(TokenText.hash(text)).map(token -> new Listed(token, state(token)));
        read.filter(listed -> listed.state() == State.OPEN).ifPresent(listed -> used(listed.token()));
        return read;
    }

    private void used(ApiToken token) {
        var now = clock.instant();
        var before = now.minus(COARSE);
        if (token.usedAt() == null || !token.usedAt().isAfter(before)) {
            tokens.used(token.id(), before, now);
        }
    }

    /** True while a token that was read before still opens what it opened. */
    boolean isOpen(UUID id) {
        return tokens.find(id).map(this::state).filter(State.OPEN::equals).isPresent();
    }

    private State state(ApiToken token) {
        return state(token, members::current);
    }

    /** Revoked by somebody says more than expired, and both more than whoever made it. */
    private State state(ApiToken token, Function<UUID, Optional<Member>> makers) {
        if (token.revokedAt() != null) {
            return State.REVOKED;
        }
        if (!clock.instant().isBefore(token.until())) {
            return State.EXPIRED;
        }
        return makers.apply(token.maker())
                .map(maker -> maker.may(Role.DEVELOPER, token.team()) ? State.OPEN : State.LEFT)
                .orElse(State.UNSURE);
    }
}
