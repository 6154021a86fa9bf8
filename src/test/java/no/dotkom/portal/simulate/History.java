package no.dotkom.portal.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.Cut;

/**
 * What happens, in order: from one seed always the same.
 *
 * @param seed also of the world it is played in
 */
record History(long seed, List<Act> acts) {
    /** Environments at most; the last is a worker, the third has a record. */
    static final int SLOTS = 4;

    static final List<String> GOOD = List.of("demo/healthy:1.0.0", "demo/healthy:2.0.0", "demo/chatty:1.0.0");
    static final List<String> BAD = List.of("demo/crashes:1.0.0", "demo/wrongport:1.0.0", "demo/nohealth:1.0.0");
    private static final List<String> WRITES = List.of(
            "CreateLogGroup",
            "PutRetentionPolicy",
            "RegisterTaskDefinition",
            "CreateTargetGroup",
            "ModifyTargetGroupAttributes",
            "CreateRule",
            "ModifyRule",
            "CreateService",
            "UpdateService",
            "ChangeResourceRecordSets",
            "RequestCertificate",
            "AddListenerCertificates",
            "RemoveListenerCertificates",
            "DeleteCertificate",
            "DeleteService",
            "DeleteRule",
            "DeleteTargetGroup",
            "DeregisterTaskDefinition",
            "DeleteLogGroup",
            "CreateRole",
            "PutRolePolicy",
            "PutParameter",
            "DeleteParameter",
            "DeleteRole");
    private static final List<String> READS = List.of(
            "DescribeServices",
            "DescribeTargetGroups",
            "DescribeRules",
            "ListTaskDefinitions",
            "DescribeLogGroups",
            "ListCertificates",
            "DescribeListenerCertificates",
            "ListTasks",
            "DescribeTags",
            "GetRole",
            "DescribeParameters");

    History {
        acts = List.copyOf(acts);
    }

    static History of(long seed) {
        return new History(seed, new Writer(seed).acts());
    }

    History with(List<Act> others) {
        return new History(seed, others);
    }

    private static final class Writer {
        private final SplittableRandom random;
        private final List<Act> acts = new ArrayList<>();

        Writer(long seed) {
            this.random = new SplittableRandom(seed);
        }

        /** At least three environments, twenty acts and ten faults. */
        List<Act> acts() {
            var slots = 3 + random.nextInt(2);
            for (var slot = 0; slot < slots; slot++) {
                acts.add(new Act.Register(slot, image(slot, 0.1)));
                some(0.5, () -> acts.add(wait(2, 30)));
            }
            var members = 20 + random.nextInt(6);
            var faults = 10 + random.nextInt(5);
            while (members + faults > 0) {
                if (random.nextInt(members + faults) < members) {
                    member(random.nextInt(slots));
                    members--;
                } else {
                    fault(random.nextInt(slots));
                    faults--;
                }
                some(0.75, () -> acts.add(random.nextInt(14) == 0 ? wait(60, 720) : wait(2, 40)));
            }
            return acts;
        }

        private void some(double share, Runnable work) {
            if (random.nextDouble() < share) {
                work.run();
            }
        }

        private Act.Wait wait(int from, int to) {
            return new Act.Wait(Duration.ofSeconds(from + random.nextInt(to - from)));
        }

        private <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private String image(int slot, double bad) {
            if (random.nextDouble() < bad) {
                return any(BAD);
            }
            return slot == SLOTS - 1 ? "demo/worker:" + (1 + random.nextInt(3)) + ".0.0" : any(GOOD);
        }

        private void member(int slot) {
            var act = ask(slot);
            acts.add(act);
            if (act instanceof Act.Hosts(var at, var another) && another == Act.Name.ELSEWHERE) {
                elsewhere(at);
            }
        }

        /** Who owns a zone mostly does what is asked, some time after. */
        private void elsewhere(int slot) {
            some(0.85, () -> {
                acts.add(wait(2, 90));
                acts.add(new Act.Dns(slot, Act.Record.PROOF));
                some(0.85, () -> {
                    acts.add(wait(20, 90));
                    acts.add(new Act.Dns(slot, Act.Record.VALIDATION));
                });
            });
        }

        private Act ask(int slot) {
            return switch (random.nextInt(28)) {
                case 24, 25 -> new Act.Secret(slot, Act.Value.SET);
                case 26 -> new Act.Secret(slot, Act.Value.DEPLOYED);
                case 27 -> new Act.Secret(slot, any(List.of(Act.Value.values())));
                case 0, 1, 2, 3, 4 -> new Act.Deploy(slot, image(slot, 0.25));
                case 5, 6 -> new Act.Scale(slot, 1 + random.nextInt(3));
                case 7, 8, 21, 22 -> new Act.Hosts(slot, any(List.of(Act.Name.values())));
                case 23 -> new Act.Dns(slot, any(List.of(Act.Record.values())));
                case 9 -> new Act.Grow(slot, random.nextInt(3) == 0);
                case 10, 11 -> new Act.Ask(slot, Act.Button.PAUSE);
                case 12 -> new Act.Ask(slot, Act.Button.RESUME);
                case 13 -> new Act.Ask(slot, Act.Button.RETRY);
                case 14 -> new Act.Ask(slot, Act.Button.ROLL_BACK);
                case 15 -> new Act.Ask(slot, Act.Button.CANCEL);
                case 16 -> new Act.Ask(slot, Act.Button.REMOVE);
                case 17 -> new Act.Ask(slot, Act.Button.REMOVE_BUT_KEEP_LOGS);
                case 18 -> new Act.Ask(slot, Act.Button.REGISTER_TWICE);
                case 19 -> new Act.Heal(slot, any(List.of(Policy.values())));
                default -> new Act.Register(slot, image(slot, 0.1));
            };
        }

        private void fault(int slot) {
            switch (random.nextInt(25)) {
                case 0 -> echo(slot);
                case 1 -> secretless(slot);
                default -> acts.add(single(slot));
            }
        }

        /** A version lives by two secrets; somebody takes one, or the right to read them, away; another is asked for. */
        private void secretless(int slot) {
            acts.add(new Act.Register(slot, image(slot, 0)));
            acts.add(new Act.Secret(slot, Act.Value.SET));
            acts.add(new Act.Secret(slot, Act.Value.SET));
            acts.add(new Act.Secret(slot, Act.Value.DEPLOYED));
            acts.add(wait(60, 200));
            acts.add(new Act.Edit(slot, random.nextInt(3) == 0 ? Act.What.SECRETS_DENIED : Act.What.SECRET_DELETED));
            acts.add(wait(2, 30));
            acts.add(new Act.Deploy(slot, image(slot, 0)));
            acts.add(wait(60, 200));
        }

        /** What was asked before a removal arrives again after it. */
        private void echo(int slot) {
            acts.add(new Act.Ask(slot, Act.Button.REMOVE));
            acts.add(wait(170, 200));
            acts.add(new Act.Echo(seconds(240, 900)));
            acts.add(new Act.Register(slot, image(slot, 0)));
            acts.add(wait(20, 60));
            acts.add(new Act.Ask(slot, Act.Button.REMOVE));
            acts.add(wait(170, 200));
        }

        private Act single(int slot) {
            return switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5 -> new Act.Interrupt(any(List.of(Cut.values())), 1 + random.nextInt(60));
                case 6 -> new Act.Storm(0.02 + random.nextDouble() * 0.12, seconds(10, 90));
                case 7 -> new Act.Refuse(any(WRITES), Act.Why.THROTTLED, seconds(20, 120));
                case 8 -> new Act.Refuse(any(READS), Act.Why.THROTTLED, seconds(20, 90));
                case 9 -> new Act.Refuse(any(WRITES), any(List.of(Act.Why.values())), seconds(20, 120));
                case 10, 11 -> new Act.Lag(seconds(1, 120), seconds(30, 180));
                case 12, 13 -> new Act.Race(1 + random.nextInt(40));
                case 14 -> new Act.HeldPoller(1 + random.nextInt(12));
                case 15 -> new Act.Crash();
                case 16 -> new Act.Skew(Duration.ofSeconds(random.nextInt(60) - 30L));
                case 17 -> new Act.Stranger(3_000 + random.nextInt(8));
                case 18 -> new Act.Node(any(List.of(Act.Change.values())));
                default -> new Act.Edit(slot, any(List.of(Act.What.values())));
            };
        }

        private Duration seconds(int from, int to) {
            return Duration.ofSeconds(from + random.nextInt(to - from));
        }
    }
}
