package no.dotkom.portal.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.watch.Watch;
import org.springframework.stereotype.Component;

/** Keeps what members say of diagnoses, and looks back on all tasks that died by the rules of today. */
@Component
class Reviews {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TASKS = 2_000;
    private static final int SHOWN = 50;
    private static final String UNKNOWN = "UNK-0";

    private final Watch watch;
    private final AnswerRepository answers;
    private final Clock clock;

    Reviews(Watch watch, AnswerRepository answers, Clock clock) {
        this.watch = watch;
        this.answers = answers;
        this.clock = clock;
    }

    /** @param code what the page showed; an answer to what it shows no more is none */
    void answer(Member member, Situation now, Version version, Optional<Failure> shown, String code, boolean correct) {
        shown.map(Failure::problem)
                .filter(problem -> problem.code().equals(code))
                .ifPresent(problem -> answers.write(
                        member, now.environment().ref(), version.generation(), problem, correct, clock.instant()));
    }

    DiagnosisReview review() {
        var since = clock.instant().minus(KEPT);
        var codes = new HashMap<String, Integer>();
        var unknown = new HashMap<String, Integer>();
        for (var task : watch.died(since, TASKS)) {
            for (var diagnosis : Causes.ofTaskAlone(task)) {
                codes.merge(diagnosis.code(), 1, Integer::sum);
                if (diagnosis.code().equals(UNKNOWN)) {
                    unknown.merge(said(diagnosis), 1, Integer::sum);
                }
            }
        }
        return new DiagnosisReview(counts(codes), counts(unknown), answers.doubts(since, SHOWN));
    }

    private static String said(Diagnosis diagnosis) {
        return diagnosis.problem().said();
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
