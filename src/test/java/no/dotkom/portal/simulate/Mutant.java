package no.dotkom.portal.simulate;

import java.util.List;

/**
 * A guard taken out of the portal on purpose: the simulation is worth something only if it notices.
 *
 * @param name what is missing
 * @param file below {@code src/main/java/no/dotkom/portal}
 * @param text that stands there once, and {@code instead}: what stands there in the mutant
 */
record Mutant(String name, String file, String text, String instead) {
    static final List<Mutant> ALL = List.of(
            new Mutant(
                    "a removed tombstone check: a pause is enough to delete",
                    "plan/Desires.java",
                    "if (wish.intent() == Intent.REMOVE)",
                    "if (wish.intent() != Intent.RUN)"),
            new Mutant(
                    "a removed client token",
                    "aws/ServiceRequests.java",
                    ".clientToken(token)",
                    ".clientToken(token.isEmpty() ? token : null)"),
            new Mutant(
                    "an outcome Unknown taken as done",
                    "aws/Said.java",
                    "            return new Outcome.Unknown(step, problem(thrown));\n        }\n        if (service.isThrottling",
                    "            return new Outcome.Applied(step);\n        }\n        if (service.isThrottling"),
            new Mutant(
                    "a delete that trusts an empty list",
                    "plan/RemovalPlan.java",
                    "case Observation.Unreadable<Service>(var why) -> draft.unreadable(why);",
                    "case Observation.Unreadable<Service>(var why) -> {}"),
            new Mutant("target group before rule on removal", "plan/RemovalPlan.java", """
                            then(this::rules);
                            then(() -> DomainPlan.drop(List.of(), observed, draft));
                            then(this::targetGroup);
                    """, """
                            then(this::targetGroup);
                            then(this::rules);
                            then(() -> DomainPlan.drop(List.of(), observed, draft));
                    """),
            new Mutant(
                    "a priority from max+1 without a row",
                    "apps/PriorityRepository.java",
                    "        return sql.select(RULE_PRIORITY.PRIORITY)",
                    """
                            if (FIRST > 0) {
                                return List.of(1 + sql.select(org.jooq.impl.DSL.max(RULE_PRIORITY.PRIORITY))
                                        .from(RULE_PRIORITY)
                                        .fetchOptional(0, Integer.class)
                                        .orElse(FIRST));
                            }
                            return sql.select(RULE_PRIORITY.PRIORITY)"""),
            new Mutant(
                    "a poller that writes an older picture over a newer one",
                    "watch/ServiceDrawingRepository.java",
                    "                        .where(SERVICE_SNAPSHOT.BEAT.le(beat.number()))\n                        .execute();",
                    "                        .execute();"));
}
