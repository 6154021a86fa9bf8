package no.dotkom.portal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsClient;

/** What AWS limits, and which call takes from it. */
class BucketTest {
    private static final Set<String> NO_CALLS = Set.of("builder", "close");

    /** As the SDK names them, out of the portal's own classes: {@code Ecs DescribeServices}. */
    private static Set<String> operationsThatThePortalCalls() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("no.dotkom.portal")
                        .stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .map(call -> call.getTarget())
                        .filter(target -> target.getOwner().isAssignableTo(AwsClient.class))
                        .filter(target -> !NO_CALLS.contains(target.getName()))
                        .map(target -> target.getOwner().getSimpleName().replaceAll("Client$", "") + " "
                                + target.getName().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                + target.getName().substring(1).replaceAll("Paginator$", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Bucket> of(String operation) {
        var names = operation.split(" ", 2);
        return Bucket.of(names[0], names[1]);
    }

    @Test
    void everyOperationThatThePortalCallsHasABucket() {
        var called = operationsThatThePortalCalls();
        assertThat(called)
                .hasSizeGreaterThan(30)
                .contains("Ecs DescribeServices", "Ecs ListTasks", "ElasticLoadBalancingV2 CreateRule")
                .allSatisfy(operation -> assertThat(of(operation)).isNotEmpty());
    }

    @Test
    void noBucketIsThereForNothing() {
        var called = operationsThatThePortalCalls();
        assertThat(Arrays.asList(Bucket.values()))
                .allSatisfy(bucket -> assertThat(called)
                        .anySatisfy(operation -> assertThat(of(operation)).contains(bucket)));
    }

    @Test
    void aChangeOfElbCountsAmongItsChangesAndAmongAllItsCalls() {
        assertThat(of("ElasticLoadBalancingV2 CreateRule")).containsExactly(Bucket.ELB_ALL, Bucket.ELB_CHANGES);
        assertThat(of("ElasticLoadBalancingV2 DescribeRules")).containsExactly(Bucket.ELB_ALL);
        assertThat(of("Route53 ChangeResourceRecordSets")).containsExactly(Bucket.ROUTE53_ALL, Bucket.ROUTE53_CHANGES);
    }

    @Test
    void thePortalTakesItsShareAndWritesNoFasterThanItsBudget() {
        assertThat(Bucket.ELB_ALL.size(0.6)).isEqualTo(new Bucket.Size(24, 6));
        assertThat(Bucket.ECS_SERVICE_CHANGES.size(0.6)).isEqualTo(new Bucket.Size(30, 3));
        assertThat(Bucket.ECS_SERVICE_CHANGES.size(0.8).perSecond()).isEqualTo(3);
        assertThat(Bucket.ROUTE53_CHANGES.size(0.6).perSecond()).isEqualTo(2);
    }
}
