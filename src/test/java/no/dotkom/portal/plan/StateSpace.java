package no.dotkom.portal.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.HealthCheck;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;

/**
 * Every state of AWS that one environment can be met in: each slot absent, as wanted, different, foreign or unreadable,
 * times rollouts, times draining. A reading may be torn, so a rollout is also met that does not fit the service; where
 * no service was seen, and where one is seen while another drains, one such rollout stands for all.
 */
final class StateSpace {
    /** The revisions of a family: the newest, and those beside it. */
    private record Revisions(Observation<TaskDefinition> newest, List<Arn> older) {}

    /** The service, whether an earlier one of its name drains, and its rollout. */
    private record Runs(Observation<Service> service, boolean draining, Rollout rollout) {}

    private static final Problem THROTTLED = Problem.of("AWS-1");
    private static final Arn STRANGER = new Arn("arn:aws:someone:::else");
    private static final int STALE_PRIORITY = 3900;

    private final List<Observation<LogGroup>> logGroups;
    private final List<Revisions> revisions;
    private final List<Observation<TargetGroup>> targetGroups;
    private final List<ObservedRules> rules;
    private final List<Runs> runs;
    private final List<ObservedRecords> records;

    StateSpace(Desire desire) {
        var reference = desire.reference();
        var http = (Exposure.Http) reference.exposure();
        var service =
                desire.desired() instanceof DesiredState.Deployed deployed ? deployed.service() : reference.service();
        logGroups = logGroups(reference.logGroup());
        revisions = revisions(reference.taskDefinition());
        targetGroups = targetGroups(http.targetGroup());
        rules = rules(http.rules());
        runs = runs(service);
        records = records(http.records());
    }

    int size() {
        return logGroups.size() * revisions.size() * targetGroups.size() * rules.size() * runs.size() * records.size();
    }

    Stream<ObservedState> states() {
        return IntStream.range(0, size()).mapToObj(this::at);
    }

    private ObservedState at(int number) {
        var rest = new Digits(number);
        var revision = rest.next(revisions);
        var run = rest.next(runs);
        return new ObservedState(
                Samples.ENVIRONMENT,
                Samples.NOW,
                rest.next(logGroups),
                revision.newest(),
                revision.older(),
                rest.next(targetGroups),
                rest.next(rules),
                run.service(),
                rest.next(records),
                run.draining(),
                run.rollout());
    }

    /** A number read as one digit a slot. */
    private static final class Digits {
        private int rest;

        Digits(int number) {
            rest = number;
        }

        <T> T next(List<T> values) {
            var value = values.get(rest % values.size());
            rest /= values.size();
            return value;
        }
    }

    @SafeVarargs
    private static <T> List<T> distinct(T... values) {
        return Stream.of(values).distinct().toList();
    }

    private static <R> List<Observation<R>> slot(Arn arn, List<R> present) {
        var slot = new ArrayList<Observation<R>>();
        slot.add(new Observation.Absent<>());
        present.forEach(actual -> slot.add(new Observation.Present<>(arn, actual)));
        slot.add(new Observation.Foreign<>(STRANGER));
        slot.add(new Observation.Unreadable<>(THROTTLED));
        return List.copyOf(slot);
    }

    private static List<Observation<LogGroup>> logGroups(LogGroup want) {
        return slot(
                ModelOfAws.LOG_GROUP, List.of(want, new LogGroup(want.name(), 0), new LogGroup(want.name(), 30, true)));
    }

    private static List<Revisions> revisions(TaskDefinition want) {
        var wanted = ModelOfAws.revision(Samples.WANTED);
        var old = ModelOfAws.revision(Samples.OLD);
        return List.of(
                new Revisions(new Observation.Absent<>(), List.of()),
                new Revisions(new Observation.Present<>(wanted, want), List.of()),
                new Revisions(new Observation.Present<>(wanted, want), List.of(old)),
                new Revisions(new Observation.Present<>(old, ModelOfAws.of(want, Samples.OLD)), List.of()),
                new Revisions(
                        new Observation.Present<>(
                                ModelOfAws.revision(Samples.NEWER), ModelOfAws.of(want, Samples.NEWER)),
                        List.of(wanted)),
                new Revisions(new Observation.Foreign<>(STRANGER), List.of()),
                new Revisions(new Observation.Unreadable<>(THROTTLED), List.of(old)));
    }

    private static List<Observation<TargetGroup>> targetGroups(TargetGroup want) {
        var different = new TargetGroup(want.name(), want.vpc(), HealthCheck.DEFAULT.withPath("/old"), 300);
        var elsewhere = new TargetGroup(want.name(), "vpc-other", want.health(), want.drainSeconds());
        return slot(ModelOfAws.TARGET_GROUP, List.of(want, different, elsewhere));
    }

    private static List<ObservedRules> rules(List<HostRule> want) {
        var first = want.getFirst();
        var otherHosts = new HostRule(
                first.priority(),
                List.of(new HostName("old.online.ntnu.no")),
                List.of("198.51.100.1/32"),
                first.targetGroup());
        var elsewhere = new HostRule(first.priority(), first.hosts(), first.sources(), "somewhere-else");
        var stale = new HostRule(
                STALE_PRIORITY, List.of(new HostName("old.online.ntnu.no")), List.of(), first.targetGroup());
        return distinct(
                seen(List.of()),
                seen(want),
                seen(replaceFirst(want, otherHosts)),
                seen(replaceFirst(want, elsewhere)),
                seen(replaceLast(want, elsewhere)),
                seen(Stream.concat(want.stream(), Stream.of(stale)).toList()),
                seen(List.of(first, stale)),
                seen(List.of(stale)),
                new ObservedRules.Seen(List.of(), Set.of(first.priority())),
                new ObservedRules.Unreadable(THROTTLED));
    }

    private static ObservedRules seen(List<HostRule> ours) {
        return new ObservedRules.Seen(
                ours.stream()
                        .map(rule -> new ObservedRules.Placed(ModelOfAws.rule(rule.priority()), rule))
                        .toList(),
                Set.of());
    }

    private static List<HostRule> replaceFirst(List<HostRule> rules, HostRule first) {
        return Stream.concat(Stream.of(first), rules.stream().skip(1)).toList();
    }

    /** Hosts that are to lead on reach a target group, or another rule is as it should not be. */
    private static List<HostRule> replaceLast(List<HostRule> rules, HostRule like) {
        var last = rules.getLast();
        var changed = new HostRule(last.priority(), last.hosts(), last.sources(), like.answer());
        return Stream.concat(rules.stream().limit(rules.size() - 1L), Stream.of(changed))
                .toList();
    }

    private static List<Runs> runs(Service want) {
        var runs = new ArrayList<Runs>();
        for (var service : services(want)) {
            var rollouts = service instanceof Observation.Present ? rollouts() : fewRollouts();
            rollouts.forEach(rollout -> runs.add(new Runs(service, false, rollout)));
            fewRollouts().forEach(rollout -> runs.add(new Runs(service, true, rollout)));
        }
        return List.copyOf(runs);
    }

    private static List<Rollout> fewRollouts() {
        return List.of(new Rollout.None(), new Rollout.Stable(ModelOfAws.revision(Samples.WANTED)));
    }

    private static List<Observation<Service>> services(Service want) {
        var older = ModelOfAws.running(want, Samples.OLD);
        var otherCount = new Service(
                want.name(),
                want.revision(),
                want.count() + 1,
                want.capacityProvider(),
                want.minimumHealthyPercent(),
                want.maximumPercent(),
                want.graceSeconds(),
                want.rebalancing(),
                want.breaker(),
                want.container(),
                want.port());
        return slot(ModelOfAws.SERVICE, List.of(want, older, otherCount));
    }

    private static List<ObservedRecords> records(List<DnsRecord> want) {
        var stale = new DnsRecord("ZOLD", List.of(new HostName("old.example.org")), "main-1.elb.amazonaws.com");
        var foreign = want.stream().flatMap(record -> record.hosts().stream()).toList();
        return distinct(
                ObservedRecords.Seen.NOTHING,
                new ObservedRecords.Seen(want, Set.of()),
                new ObservedRecords.Seen(
                        Stream.concat(want.stream(), Stream.of(stale)).toList(), Set.of()),
                new ObservedRecords.Seen(List.of(), Set.copyOf(foreign)),
                new ObservedRecords.Unreadable(THROTTLED));
    }

    private static List<Rollout> rollouts() {
        var wanted = ModelOfAws.revision(Samples.WANTED);
        var old = ModelOfAws.revision(Samples.OLD);
        var fresh = Samples.NOW.minusSeconds(60);
        var patient = Samples.NOW.minus(Duration.ofMinutes(10));
        var overdue = patient.minusSeconds(1);
        return List.of(
                new Rollout.None(),
                new Rollout.Rolling(wanted, fresh, true, true),
                new Rollout.Rolling(wanted, fresh, false, true),
                new Rollout.Rolling(wanted, patient, false, true),
                new Rollout.Rolling(wanted, overdue, false, true),
                new Rollout.Rolling(wanted, overdue, false, false),
                new Rollout.Rolling(wanted, overdue, true, true),
                new Rollout.Rolling(old, overdue, false, true),
                new Rollout.TurningBack(wanted, fresh, Problem.of("TASK-1")),
                new Rollout.TurningBack(wanted, Samples.NOW.minus(Duration.ofMinutes(16)), Problem.of("TASK-1")),
                new Rollout.TurningBack(old, fresh, Problem.of("TASK-1")),
                new Rollout.Stable(wanted),
                new Rollout.Stable(old),
                new Rollout.Failed(wanted, Problem.of("TASK-1")),
                new Rollout.Failed(old, Problem.of("TASK-1")));
    }
}
