package no.dotkom.portal.localaws.ecs;

/**
 * The one cluster of the world and its one capacity provider, as Terraform makes them.
 *
 * @param name of the cluster
 * @param capacityProvider its name
 * @param autoScalingGroupArn of the group that the provider stands for
 */
public record ClusterSettings(String name, String capacityProvider, String autoScalingGroupArn) {}
