package no.dotkom.portal.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.Words;

/** A sentence of which the words are not chosen yet: pages and streams say it in the reader's language. */
public sealed interface Sentence {
    /** A message with its values; sentences, times and durations among them are put into words too. */
    record Keyed(String key, List<Object> values) implements Sentence {
        public Keyed {
            values = List.copyOf(values);
        }
    }

    /** The one sentence of a problem. */
    record Told(Problem problem) implements Sentence {}

    /** Somebody else's words, in English. */
    record Quoted(String text) implements Sentence {}

    /** A duration that is told as {@code 0:22}. */
    record Clock(Duration time) {}

    static Sentence of(String key, Object... values) {
        return new Keyed(key, List.of(values));
    }

    /** A time that is told to the minute also when it is not of today: {@code 11:58}, {@code 20 Nov 11:58}. */
    record Moment(Instant at) {}

    static Object moment(Instant at) {
        return new Moment(at);
    }

    static Object clock(Duration time) {
        return new Clock(time);
    }

    /** For {@code lang}: {@code en} where the words are not ours, else null. */
    default @org.jspecify.annotations.Nullable String lang() {
        return this instanceof Quoted ? "en" : null;
    }

    default String in(Words words) {
        return switch (this) {
            case Keyed(var key, var values) ->
                words.message(
                        key, values.stream().map(value -> worded(value, words)).toArray());
            case Told(var problem) -> words.problem(problem);
            case Quoted(var text) -> text;
        };
    }

    private static Object worded(Object value, Words words) {
        return switch (value) {
            case Sentence sentence -> sentence.in(words);
            case Clock(var time) -> words.clock(time);
            case Moment(var at) -> words.moment(at);
            case Duration time -> words.duration(time);
            case Instant at -> words.when(at);
            case Problem problem -> words.problem(problem);
            case Number number -> number;
            default -> value.toString();
        };
    }

    /** Several, one after the other. */
    static String in(Words words, List<Sentence> sentences) {
        return String.join(
                " ", sentences.stream().map(sentence -> sentence.in(words)).toList());
    }

    /** Several as one, with a space between. */
    static Sentence both(Sentence... sentences) {
        var keys = Arrays.asList(sentences);
        return keys.size() == 1 ? keys.getFirst() : of("dashboard.both", keys.get(0), both(rest(sentences)));
    }

    private static Sentence[] rest(Sentence[] sentences) {
        return Arrays.copyOfRange(sentences, 1, sentences.length);
    }
}
