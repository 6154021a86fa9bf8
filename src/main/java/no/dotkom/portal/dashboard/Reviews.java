package no.dotkom.portal.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.watch.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what members say of diagnoses, and looks back on all tasks that died by the rules of today. */
@Component
class Reviews {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TASKS = 2_000;
    private static final int SHOWN = 50;
    private static final String UNKNOWN = "UNK-0";
    /** Two thousand tasks by fifty rules are not read again for each look. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** Ids, addresses and numbers, by which the same text would be another each time. */
    private static final Pattern NAMES = Pattern.compile("[0-9a-f]{8,}|[0-9]+");

    private record Counted(Instant at, List<DiagnosisReview.Count> codes, List<DiagnosisReview.Count> unknown) {}

    private final Watch watch;
    private final AnswerRepository answers;
    private final Clock clock;
    private volatile @Nullable Counted last;

    Reviews(Watch watch, AnswerRepository answers, Clock clock) {
        this.watch = watch;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param code what the page showed; an answer to what it shows no more is none */
    void answer(Member member, Situation now, Version version, Optional<Failure> shown, String code, boolean correct) {
        var at = clock.instant();
        answers.expire(at.minus(KEPT));
        shown.map(Failure::cause)
                .filter(cause -> cause.code().equals(code))
                .ifPresent(cause -> answers.write(
                        member,
                        now.environment().ref(),
                        version.generation(),
                        code,
                        String.join("\n", Failure.said(cause)),
                        correct,
                        at));
    }

    DiagnosisReview review() {
        var at = clock.instant();
        var counted = last;
        if (counted == null || at.isAfter(counted.at().plus(FRESH)) || at.isBefore(counted.at())) {
            counted = count(at);
            last = counted;
        }
        return new DiagnosisReview(counted.codes(), counted.unknown(), answers.doubts(at.minus(KEPT), SHOWN));
    }

    private Counted count(Instant at) {
        var codes = new HashMap<String, Integer>();
        var unknown = new HashMap<String, Integer>();
        for (var task : watch.died(at.minus(KEPT), TASKS)) {
            for (var diagnosis : Causes.ofTaskAlone(task)) {
                codes.merge(diagnosis.code(), 1, Integer::sum);
                if (diagnosis.code().equals(UNKNOWN)) {
                    var text = NAMES.matcher(diagnosis.problem().said()).replaceAll("…");
                    unknown.merge(text, 1, Integer::sum);
                }
            }
        }
        return new Counted(at, counts(codes), counts(unknown));
    }

    private static List<DiagnosisReview.Count> counts(Map<String, Integer> counted) {
        return counted.entrySet().stream()
                .map(each -> new DiagnosisReview.Count(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(DiagnosisReview.Count::tasks)
                        .reversed()
                        .thenComparing(DiagnosisReview.Count::what))
                .limit(SHOWN)
                .toList();
    }
}
