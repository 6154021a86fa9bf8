package no.dotkom.portal.reconcile;

import java.util.Optional;
import java.util.regex.Pattern;
import no.dotkom.portal.plan.Difference;

/**
 * A difference as the audit holds it, in text that people can read there too: {@code count: 2 → 4}, {@code hosts 3001:
 * a.no → b.no}.
 *
 * @param setting as {@link no.dotkom.portal.plan.Setting#word} says it
 */
public record DriftNote(String setting, String about, String wanted, String found) {
    public static final String NOTICED = "drift.notice";
    public static final String OVER = "drift.over";
    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?: ([^:]*))?: (.*) → (.*)", Pattern.DOTALL);

    static DriftNote of(Difference difference) {
        return new DriftNote(difference.setting().word(), difference.about(), difference.wanted(), difference.found());
    }

    public String text() {
        return setting + (about.isEmpty() ? "" : " " + about) + ": " + wanted + " → " + found;
    }

    public static Optional<DriftNote> parse(String text) {
        var told = TEXT.matcher(text);
        return told.matches()
                ? Optional.of(new DriftNote(
                        told.group(1), told.group(2) == null ? "" : told.group(2), told.group(3), told.group(4)))
                : Optional.empty();
    }
}
