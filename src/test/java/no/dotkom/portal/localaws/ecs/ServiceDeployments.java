package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** The records of what became of each change of a service, and the revisions that they moved between. */
final class ServiceDeployments {
    private static final int MOST_NAMES = 20;

    private record Found(RunningService service, EcsServiceDeployment deployment) {}

    private final Surroundings world;
    private final Clusters clusters;
    private final Services services;

    ServiceDeployments(Surroundings world, Clusters clusters, Services services) {
        this.world = world;
        this.clusters = clusters;
        this.services = services;
    }

    ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request) {
        clusters.check(request.cluster() == null ? clusters.name() : request.cluster());
        var briefs = services.existing(request.service()).serviceDeployments.stream()
                .filter(deployment -> !request.hasStatus() || request.status().contains(deployment.status()))
                .filter(deployment -> within(deployment, request.createdAt()))
                .map(EcsServiceDeployment::brief)
                .toList();
        var page = Pages.of(
                briefs, brief -> brief.serviceDeploymentArn(), request.nextToken(), request.maxResults(), 20, 100);
        return ListServiceDeploymentsResponse.builder()
                .serviceDeployments(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean within(EcsServiceDeployment deployment, @Nullable CreatedAt range) {
        return range == null
                || (range.after() == null || !deployment.createdAt.isBefore(range.after()))
                        && (range.before() == null || deployment.createdAt.isBefore(range.before()));
    }

    DescribeServiceDeploymentsResponse describe(DescribeServiceDeploymentsRequest request) {
        checkNames("serviceDeploymentArns", request.serviceDeploymentArns());
        var found = new ArrayList<ServiceDeployment>();
        var failures = new ArrayList<Failure>();
        for (var arn : request.serviceDeploymentArns()) {
            find(arn)
                    .ifPresentOrElse(
                            one -> found.add(one.deployment().described(one.service())),
                            () -> failures.add(TaskDefinitions.failure(arn, "MISSING")));
        }
        return DescribeServiceDeploymentsResponse.builder()
                .serviceDeployments(found)
                .failures(failures)
                .build();
    }

    private static void checkNames(String what, List<String> arns) {
        if (arns.isEmpty()) {
            throw Refused.invalid("%s cannot be empty.", what);
        }
        if (arns.size() > MOST_NAMES) {
            throw Refused.invalid("%s can have at most %d items.", what, MOST_NAMES);
        }
    }

    private Optional<Found> find(String arn) {
        return services.all().stream()
                .flatMap(service -> service.serviceDeployments.stream()
                        .filter(deployment -> deployment.arn.equals(arn))
                        .map(deployment -> new Found(service, deployment)))
                .findFirst();
    }

    StopServiceDeploymentResponse stop(StopServiceDeploymentRequest request) {
        if (request.stopType() == StopServiceDeploymentStopType.ABORT) {
            throw Refused.invalid("stopType ABORT is not supported. Specify ROLLBACK and try again.");
        }
        var found = find(String.valueOf(request.serviceDeploymentArn())).orElseThrow(Refused::noServiceDeployment);
        if (!found.deployment().stoppable()) {
            throw Refused.conflict("The service deployment cannot be stopped because its status is %s."
                    .formatted(found.deployment().status()));
        }
        found.deployment().requestRollback(world.time().instant());
        return StopServiceDeploymentResponse.builder()
                .serviceDeploymentArn(found.deployment().arn)
                .build();
    }

    DescribeServiceRevisionsResponse describeRevisions(DescribeServiceRevisionsRequest request) {
        checkNames("serviceRevisionArns", request.serviceRevisionArns());
        var found = new ArrayList<ServiceRevision>();
        var failures = new ArrayList<Failure>();
        for (var arn : request.serviceRevisionArns()) {
            services.all().stream()
                    .flatMap(service -> service.revisions.stream())
                    .filter(revision -> revision.arn().equals(arn))
                    .findFirst()
                    .ifPresentOrElse(
                            revision -> found.add(revision.described()),
                            () -> failures.add(TaskDefinitions.failure(arn, "MISSING")));
        }
        return DescribeServiceRevisionsResponse.builder()
                .serviceRevisions(found)
                .failures(failures)
                .build();
    }
}
