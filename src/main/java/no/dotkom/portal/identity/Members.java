package no.dotkom.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.identity.MembershipSource.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Members and their rights of this moment. What the source said is at most five minutes old; when it cannot say, the
 * last it said is kept, because the portal deploys the service that knows.
 */
@Component
class Members {
    private static final Logger log = LoggerFactory.getLogger(Members.class);

    /** Access ends within this time of a removal (security.md §0.6). */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** From this age on the source is asked beside the request, so that seldom anybody waits for it. */
    private static final Duration SOON = Duration.ofMinutes(4);

    /** Somebody without access who looks again wants to be let in now. */
    private static final Duration FRESH_FOR_OUTSIDERS = Duration.ofSeconds(10);

    /** A source that did not answer is left alone for this long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final MemberRepository repository;
    private final List<MembershipSource> sources;
    private final Clock clock;
    private final Map<UUID, Instant> notBefore = new ConcurrentHashMap<>();

    Members(MemberRepository repository, List<MembershipSource> sources, Clock clock) {
        this.repository = repository;
        this.sources = sources;
        this.clock = clock;
    }

    /** Writes down a sign-in and what the sources say of it. */
    UUID signedIn(MembershipSource.Person person, String name) {
        var memberships = Memberships.NONE;
        for (var source : sources) {
            if (source.at(person) instanceof Answer.Known known) {
                memberships = memberships.and(known.memberships());
            }
        }
        return repository.signedIn(person.issuer(), person.subject(), name, memberships, clock.instant());
    }

    /** The member with the rights of this moment; nothing when the sign-in is over. */
    Optional<Member> current(UUID id) {
        return repository.find(id).flatMap(this::fresh).map(Members::member);
    }

    private static Member member(MemberRepository.Row row) {
        var memberships = row.memberships();
        return new Member(row.id(), row.name(), memberships.platformAdmin(), memberships.teams());
    }

    private Optional<MemberRepository.Row> fresh(MemberRepository.Row row) {
        var age = Duration.between(row.readAt(), clock.instant());
        var outsider = row.memberships().equals(Memberships.NONE);
        if (age.compareTo(outsider ? FRESH_FOR_OUTSIDERS : SOON) < 0 || isPaused(row.id())) {
            return Optional.of(row);
        }
        if (!outsider && age.compareTo(FRESH) < 0) {
            pause(row.id());
            Thread.ofVirtual().name("membership").start(() -> again(row));
            return Optional.of(row);
        }
        return again(row);
    }

    private boolean isPaused(UUID id) {
        var until = notBefore.get(id);
        return until != null && clock.instant().isBefore(until);
    }

    private void pause(UUID id) {
        notBefore.values().removeIf(until -> !clock.instant().isBefore(until));
        notBefore.put(id, clock.instant().plus(PAUSE));
    }

    private Optional<MemberRepository.Row> again(MemberRepository.Row row) {
        var memberships = Memberships.NONE;
        for (var source : sources) {
            switch (source.again(row.id(), row.issuer(), row.subject())) {
                case Answer.Known known -> memberships = memberships.and(known.memberships());
                case Answer.Unreachable silent -> {
                    pause(row.id());
                    log.warn("The teams of member {} stay as last known: {}", row.id(), silent.why());
                    return Optional.of(row.with(row.memberships().and(memberships)));
                }
                case Answer.Refused refused -> {
                    log.info("The identity provider ended the sign-in of member {}", row.id());
                    return Optional.empty();
                }
            }
        }
        // Written before the source may be asked again, or another request would ask once more.
        repository.read(row.id(), memberships, clock.instant());
        notBefore.remove(row.id());
        return repository.find(row.id());
    }
}
