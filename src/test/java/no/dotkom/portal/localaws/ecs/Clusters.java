package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.List;
import no.dotkom.portal.localaws.world.Account;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;

/** The one cluster of the world and its capacity provider: Terraform made them, nobody changes them here. */
final class Clusters {
    /** What of a cluster is counted, not kept. */
    record Counts(int instances, int running, int pending, int services) {}

    private final Account account;
    private final ClusterSettings settings;
    private final Tags tags;

    Clusters(Account account, ClusterSettings settings, Tags tags) {
        this.account = account;
        this.settings = settings;
        this.tags = tags;
        tags.create(arn(), List.of());
    }

    String name() {
        return settings.name();
    }

    String arn() {
        return account.arn("ecs", "cluster/" + settings.name());
    }

    String capacityProvider() {
        return settings.capacityProvider();
    }

    private String capacityProviderArn() {
        return account.arn("ecs", "capacity-provider/" + settings.capacityProvider());
    }

    /** A call that names no cluster means {@code default}. */
    void check(@Nullable String cluster) {
        if (!isOurs(cluster == null ? "default" : cluster)) {
            throw Refused.noCluster();
        }
    }

    private boolean isOurs(String cluster) {
        return cluster.equals(settings.name()) || cluster.equals(arn());
    }

    ListClustersResponse list(ListClustersRequest request) {
        var page = Pages.of(List.of(arn()), arn -> arn, request.nextToken(), request.maxResults(), 100, 100);
        return ListClustersResponse.builder()
                .clusterArns(page.items())
                .nextToken(page.next())
                .build();
    }

    DescribeClustersResponse describe(DescribeClustersRequest request, Counts counts) {
        if (request.clusters().size() > 100) {
            throw Refused.invalid("Clusters: at most 100 can be named in one call.");
        }
        var names = request.clusters().isEmpty() ? List.of("default") : request.clusters();
        var failures = new ArrayList<Failure>();
        var found = new ArrayList<Cluster>();
        names.forEach(name -> {
            if (isOurs(name)) {
                found.add(described(request.include(), counts));
            } else {
                failures.add(TaskDefinitions.failure(
                        name.startsWith("arn:") ? name : account.arn("ecs", "cluster/" + name), "MISSING"));
            }
        });
        return DescribeClustersResponse.builder()
                .clusters(found)
                .failures(failures)
                .build();
    }

    private Cluster described(List<ClusterField> include, Counts counts) {
        return Cluster.builder()
                .clusterArn(arn())
                .clusterName(settings.name())
                .status("ACTIVE")
                .registeredContainerInstancesCount(counts.instances())
                .runningTasksCount(counts.running())
                .pendingTasksCount(counts.pending())
                .activeServicesCount(counts.services())
                .statistics(List.of())
                .tags(include.contains(ClusterField.TAGS) ? tags.of(arn()) : List.of())
                .settings(include.contains(ClusterField.SETTINGS) ? List.of(setting()) : List.of())
                .capacityProviders(settings.capacityProvider())
                .defaultCapacityProviderStrategy(strategy())
                .build();
    }

    private static ClusterSetting setting() {
        return ClusterSetting.builder()
                .name(ClusterSettingName.CONTAINER_INSIGHTS)
                .value("disabled")
                .build();
    }

    CapacityProviderStrategyItem strategy() {
        return CapacityProviderStrategyItem.builder()
                .capacityProvider(settings.capacityProvider())
                .weight(1)
                .base(0)
                .build();
    }

    DescribeCapacityProvidersResponse describeCapacityProviders(DescribeCapacityProvidersRequest request) {
        var failures = new ArrayList<Failure>();
        request.capacityProviders().stream()
                .filter(name -> !name.equals(settings.capacityProvider()) && !name.equals(capacityProviderArn()))
                .forEach(name -> failures.add(TaskDefinitions.failure(
                        name.startsWith("arn:") ? name : account.arn("ecs", "capacity-provider/" + name), "MISSING")));
        var found = request.capacityProviders().isEmpty()
                || failures.size() < request.capacityProviders().size();
        var page = Pages.of(
                found ? List.of(provider(request.include())) : List.<CapacityProvider>of(),
                CapacityProvider::name,
                request.nextToken(),
                request.maxResults(),
                10,
                10);
        return DescribeCapacityProvidersResponse.builder()
                .capacityProviders(page.items())
                .failures(failures)
                .nextToken(page.next())
                .build();
    }

    private CapacityProvider provider(List<CapacityProviderField> include) {
        return CapacityProvider.builder()
                .name(settings.capacityProvider())
                .capacityProviderArn(capacityProviderArn())
                .status(CapacityProviderStatus.ACTIVE)
                .autoScalingGroupProvider(group -> group.autoScalingGroupArn(settings.autoScalingGroupArn())
                        .managedScaling(scaling -> scaling.status(ManagedScalingStatus.DISABLED))
                        .managedTerminationProtection(ManagedTerminationProtection.DISABLED)
                        .managedDraining(ManagedDraining.ENABLED))
                .tags(include.contains(CapacityProviderField.TAGS) ? tags.of(capacityProviderArn()) : List.of())
                .build();
    }
}
