package no.dotkom.portal.model;

/** The rising number of what was asked of an environment; members see it as version {@code v1}, {@code v2} …. */
public record Generation(long number) implements Comparable<Generation> {
    public static final Generation FIRST = new Generation(1);

    public Generation {
        Check.that(number >= 1, "A generation is 1 or more");
    }

    public Generation next() {
        return new Generation(number + 1);
    }

    @Override
    public int compareTo(Generation other) {
        return Long.compare(number, other.number);
    }

    /** {@code v12}. */
    @Override
    public String toString() {
        return "v" + number;
    }
}
