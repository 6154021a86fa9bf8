package no.dotkom.portal.diagnose;

import java.util.List;

/**
 * The door of the room: why something failed, told from what is known. Pure: the same evidence gives the same answer.
 *
 * <pre>{@code
 * var task = TaskEvidence.NONE
 *         .called(picture.shortId(), picture.status())
 *         .stopped(picture.stopCode(), picture.stoppedReason())
 *         .with(new TaskEvidence.Container("app", picture.containerReason(), exitCode))
 *         .between(picture.startedAt(), picture.stoppedAt())
 *         .wrote(lines);
 * var diagnoses = Diagnoses.of(Evidence.NONE
 *         .with(task)
 *         .with(Evidence.Rollout.NONE.events(events))
 *         .with(Facts.NONE.of(version.spec()).named("grades-web", "v42", "v41")));
 * diagnoses.forEach(each -> show(words.problem(each.problem()), words.action(each.problem()), each.remedy()));
 * }</pre>
 */
public final class Diagnoses {
    private Diagnoses() {}

    /**
     * Every cause that the evidence shows, in the order of their codes. Empty when there is nothing but
     * normal noise; UNK-0 when something failed that no rule knows.
     */
    public static List<Diagnosis> of(Evidence evidence) {
        return Findings.of(evidence).entrySet().stream()
                .map(found -> Sentences.tell(found.getKey(), found.getValue(), evidence))
                .toList();
    }
}
