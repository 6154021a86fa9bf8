package no.dotkom.portal.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import no.dotkom.portal.identity.Member;
import org.jspecify.annotations.Nullable;

/**
 * What of the list of applications is shown; all of it is in the address.
 *
 * @param text part of a name, a domain or an owner; empty for any
 * @param all true for everything that may be seen, false for the teams of the reader
 * @param health only this, or null for any
 */
public record Filter(String text, boolean all, @Nullable Health health) {
    /** Everything that the reader may see. */
    public static final Filter ALL = new Filter("", true, null);

    /** Longer than any name that it could find. */
    private static final int LONGEST = 128;

    public Filter {
        text = text.strip();
        text = text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** Reads an address; who is in no team, or says nothing and has none of their own, sees all. */
    public static Filter of(@Nullable String text, @Nullable String whose, @Nullable String health, Member member) {
        var all = "all".equals(whose) || member.teams().isEmpty();
        return new Filter(text == null ? "" : text, all, health(health).orElse(null));
    }

    private static Optional<Health> health(@Nullable String word) {
        return Arrays.stream(Health.values())
                .filter(health -> health.word().equals(word))
                .findFirst();
    }

    /** The address of the same list for the reader's teams, or for everybody's. */
    public String owned(boolean everybody) {
        return path(everybody, health);
    }

    /** The address of the same list with one health only. */
    public String only(@Nullable Health wanted) {
        return path(all, wanted);
    }

    private String path(boolean everybody, @Nullable Health wanted) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (!text.isEmpty()) {
            query.add("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        if (everybody) {
            query.add("whose=all");
        }
        if (wanted != null) {
            query.add("health=" + wanted.word());
        }
        return "/apps" + query;
    }

    boolean whose(Member member, Situation situation) {
        return all || member.teams().containsKey(situation.environment().ref().team());
    }

    boolean named(Situation situation) {
        var wanted = text.toLowerCase(Locale.ROOT);
        var names = Stream.of(
                situation.app(),
                situation.slug(),
                situation.environment().ref().team().value());
        var hosts = Situation.hosts(situation.shown()).stream().map(Object::toString);
        return Stream.concat(names, hosts).anyMatch(name -> name.contains(wanted));
    }

    boolean healthy(Situation situation) {
        return health == null || situation.health() == health;
    }
}
