package no.dotkom.portal.localaws.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The account's rate limits of aws-facts §5: a call takes a token from every bucket it belongs to. */
public final class TokenBuckets implements Fault.Plan {
    private static final String ELB = "elasticloadbalancingv2";
    private static final String LOGS = "cloudwatchlogs";

    private final List<Bucket> buckets;

    public TokenBuckets(Clock clock) {
        this.buckets = List.of(
                new Bucket(clock, 100, 20, of("ecs", "DescribeServices|ListServices")),
                new Bucket(
                        clock,
                        100,
                        20,
                        of("ecs", "ListTasks|DescribeTasks|DescribeContainerInstances|ListContainerInstances")),
                new Bucket(clock, 50, 20, of("ecs", "(Describe|List)ServiceDeployments")),
                new Bucket(clock, 50, 20, of("ecs", "DescribeServiceRevisions")),
                new Bucket(clock, 50, 5, of("ecs", "(Create|Update|Delete)Service")),
                new Bucket(clock, 20, 1, of("ecs", "(Register|Deregister)TaskDefinition")),
                new Bucket(clock, 5, 1, of("ecs", "DeleteTaskDefinitions")),
                new Bucket(clock, 50, 20, of("ecs", "DescribeTaskDefinition|ListTaskDefinition.*")),
                new Bucket(clock, 20, 10, of("ecs", "(Tag|Untag)Resource")),
                new Bucket(clock, 100, 40, of("ecs", "StopTask|RunTask|ExecuteCommand|UpdateContainerInstancesState")),
                new Bucket(clock, 40, 10, of(ELB, "Describe.*")),
                new Bucket(clock, 20, 4, of(ELB, "(Register|Deregister)Targets")),
                new Bucket(clock, 20, 3, of(ELB, "(?!Describe|RegisterTargets|DeregisterTargets).*")),
                new Bucket(clock, 40, 10, of(ELB, ".*")),
                new Bucket(clock, 100, 20, of("ec2", "Describe.*")),
                new Bucket(clock, 500, 500, of("cloudwatch", "GetMetricData")),
                new Bucket(clock, 400, 400, of("cloudwatch", "GetMetricStatistics")),
                new Bucket(clock, 25, 25, of("cloudwatch", "ListMetrics")),
                new Bucket(clock, 10, 10, of(LOGS, "FilterLogEvents")),
                new Bucket(clock, 25, 25, of(LOGS, "GetLogEvents")),
                new Bucket(clock, 25, 25, of(LOGS, "DescribeLogStreams")),
                new Bucket(clock, 10, 10, of(LOGS, "DescribeLogGroups")),
                new Bucket(clock, 10, 10, of(LOGS, "CreateLogGroup")),
                new Bucket(clock, 5, 5, of(LOGS, "PutRetentionPolicy")),
                new Bucket(clock, 5, 5, of(LOGS, "TagResource")),
                new Bucket(clock, 50, 10, of("route53", ".*")));
    }

    @Override
    public Fault next(Fault.Call call) {
        var mine = buckets.stream().filter(bucket -> bucket.calls.test(call)).toList();
        if (!mine.stream().allMatch(Bucket::hasToken)) {
            return Throttling.of(call);
        }
        mine.forEach(Bucket::take);
        return new Fault.None();
    }

    private static Predicate<Fault.Call> of(String service, String operations) {
        return call -> call.service().equals(service) && call.operation().matches(operations);
    }

    private static final class Bucket {
        private final Clock clock;
        private final double burst;
        private final double perSecond;
        private final Predicate<Fault.Call> calls;
        private double tokens;
        private Instant filledAt;

        Bucket(Clock clock, double burst, double perSecond, Predicate<Fault.Call> calls) {
            this.clock = clock;
            this.burst = burst;
            this.perSecond = perSecond;
            this.calls = calls;
            this.tokens = burst;
            this.filledAt = clock.instant();
        }

        boolean hasToken() {
            var now = clock.instant();
            tokens = Math.min(burst, tokens + Duration.between(filledAt, now).toMillis() / 1000.0 * perSecond);
            filledAt = now;
            return tokens >= 1;
        }

        void take() {
            tokens -= 1;
        }
    }
}
