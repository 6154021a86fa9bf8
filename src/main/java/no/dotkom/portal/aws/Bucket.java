package no.dotkom.portal.aws;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The token buckets by which AWS limits an account in a region, and the calls of the portal that take from each: every
 * attempt takes a token from every bucket it belongs to. Burst and refill a second are those of aws-facts §5; a limit
 * that is published as a rate alone bursts for one second. ELB's bucket of Describe calls is as large as that of all its
 * calls, so it can never be the first to be empty and is left out.
 */
enum Bucket {
    ECS_SERVICES("Ecs", "DescribeServices|ListServices", 100, 20),
    ECS_TASKS("Ecs", "(List|Describe)(Tasks|ContainerInstances)", 100, 20),
    /** Where stopping a deployment counts is not published: it takes here and among the changes of services. */
    ECS_DEPLOYMENTS("Ecs", "(Describe|List|Stop)ServiceDeployments?", 50, 20),
    ECS_REVISIONS("Ecs", "DescribeServiceRevisions", 50, 20),
    ECS_SERVICE_CHANGES("Ecs", "(Create|Update|Delete)Service|StopServiceDeployment", 50, 5, 3),
    ECS_DEFINITION_CHANGES("Ecs", "(Register|Deregister)TaskDefinition", 20, 1, 1),
    ECS_DEFINITIONS("Ecs", "DescribeTaskDefinition|ListTaskDefinition(s|Families)", 50, 20),
    ELB_ALL("ElasticLoadBalancingV2", ".*", 40, 10),
    ELB_CHANGES("ElasticLoadBalancingV2", "(?!Describe).*", 20, 3, 2),
    LOGS_EVENTS("CloudWatchLogs", "GetLogEvents", 25, 25),
    /** The lowest of all limits that pages depend on, and no quota can raise it: a part is left to people's own tools. */
    LOGS_SEARCHES("CloudWatchLogs", "FilterLogEvents", 10, 10, 6),
    LOGS_GROUPS("CloudWatchLogs", "DescribeLogGroups", 10, 10),
    LOGS_CREATIONS("CloudWatchLogs", "CreateLogGroup", 10, 10),
    LOGS_RETENTION("CloudWatchLogs", "PutRetentionPolicy", 5, 5),
    LOGS_TAGS("CloudWatchLogs", "TagResource", 5, 5),
    /** No figure is published: as the slowest of the service's others. */
    LOGS_READ_TAGS("CloudWatchLogs", "ListTagsForResource", 5, 5),
    /** No figure is published: as the slowest of the service's others. */
    LOGS_DELETIONS("CloudWatchLogs", "DeleteLogGroup", 5, 5),
    /** Dear long before it is too much. */
    METRICS("CloudWatch", "GetMetricData", 500, 500),
    ROUTE53_ALL("Route53", ".*", 50, 10),
    /** Changes of records are counted apart; the budget keeps to one zone's queue. */
    ROUTE53_CHANGES("Route53", "ChangeResourceRecordSets", 50, 10, 2),
    /** Those of ACM are counted by operation (ACM quotas; aws-facts §5). */
    ACM_LISTS("Acm", "ListCertificates", 8, 8),
    ACM_READS("Acm", "DescribeCertificate", 10, 10),
    ACM_READ_TAGS("Acm", "ListTagsForCertificate", 10, 10),
    ACM_REQUESTS("Acm", "RequestCertificate", 5, 5, 1),
    ACM_DELETIONS("Acm", "DeleteCertificate", 10, 10, 1),
    /** Parameter Store's default throughput, shared by its reads (Systems Manager endpoints and quotas). */
    SSM_READS("Ssm", "GetParameter", 40, 40),
    /** No figure is published: as few as one portal needs by far. */
    SSM_AGENTS("Ssm", "DescribeInstanceInformation", 5, 5),
    /** As little as Parameter Store takes without being paid for more (Systems Manager endpoints and quotas). */
    SSM_CHANGES("Ssm", "PutParameter|DeleteParameter", 3, 3),
    /** No figure is published: as the slowest of the service's others. */
    SSM_LISTS("Ssm", "DescribeParameters|ListTagsForResource", 5, 5),
    /** No figure is published: as few as one portal needs by far. */
    IAM_READS("Iam", "GetRole(Policy)?|ListRole(s|Tags)", 10, 5),
    /** No figure is published: as few as one portal needs by far. */
    IAM_CHANGES("Iam", "(Create|Delete)Role|(Put|Delete)RolePolicy", 5, 1),
    /** Far below what ECR allows: people look images up by hand, and a version once. */
    ECR_READS("Ecr", "DescribeImages|BatchGetImage|GetLifecyclePolicy", 20, 20);

    private final String service;
    private final Pattern operations;
    private final double burst;
    private final double perSecond;
    private final double budget;

    Bucket(String service, String operations, double burst, double perSecond) {
        this(service, operations, burst, perSecond, perSecond);
    }

    /** @param budget a second that the platform allows itself at most (aws-facts §5) */
    Bucket(String service, String operations, double burst, double perSecond, double budget) {
        this.service = service;
        this.operations = Pattern.compile(operations);
        this.burst = burst;
        this.perSecond = perSecond;
        this.budget = budget;
    }

    /**
     * True when a call that takes from this bucket and from no other only reads, while changes take from it too: reads,
     * of which there are many more, leave them a token.
     */
    boolean sharedWithChanges() {
        return this == ELB_ALL || this == ROUTE53_ALL;
    }

    /** Those an operation takes from, by the names the SDK has for both; none for one that nobody thought of. */
    static Set<Bucket> of(String service, String operation) {
        var all = EnumSet.noneOf(Bucket.class);
        Arrays.stream(values())
                .filter(bucket -> bucket.service.equals(service)
                        && bucket.operations.matcher(operation).matches())
                .forEach(all::add);
        return all;
    }

    /** What all portals together may use of it. */
    Size size(double share) {
        return new Size(Math.max(1, burst * share), Math.min(perSecond * share, budget));
    }

    /** Its name in the database and in metrics. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Bucket named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** @param burst tokens in the full bucket; @param perSecond what comes back */
    record Size(double burst, double perSecond) {
        /**
         * Parts of the burst that a portal leases at once. With a share of 0.6, up to five portals that each sit on a
         * whole lease stay below AWS's own burst.
         */
        private static final int BLOCKS = 8;

        int block() {
            return (int) Math.max(1, burst / BLOCKS);
        }

        /** What one portal takes when it cannot ask the others: there are seldom more than four. */
        Size alone() {
            return new Size(Math.max(1, burst / 4), perSecond / 4);
        }
    }
}
