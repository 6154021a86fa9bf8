package no.dotkom.portal.diagnose;

import java.util.function.Supplier;

/** What one statement comes to. */
sealed interface Verdict {
    /** It shows this cause. */
    record Shows(Code code) implements Verdict {}

    /** Normal noise, or explained by something else that is known: nothing may come of it. */
    record Noise() implements Verdict {}

    /** No rule knows it. */
    record Unknown() implements Verdict {}

    Verdict NOISE = new Noise();
    Verdict UNKNOWN = new Unknown();

    static Verdict shows(Code code) {
        return new Shows(code);
    }

    /** This, or what {@code next} says when no rule knew it. */
    default Verdict or(Supplier<Verdict> next) {
        return switch (this) {
            case Shows _, Noise _ -> this;
            case Unknown _ -> next.get();
        };
    }

    static Verdict when(boolean holds, Code code) {
        return holds ? shows(code) : UNKNOWN;
    }
}
