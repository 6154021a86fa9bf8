package no.dotkom.portal.localaws.ecs;

import no.dotkom.portal.localaws.world.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** The exceptions of ECS, in its own words where they are known. */
final class Refused {
    private Refused() {}

    static AwsServiceException invalid(String text, Object... arguments) {
        return AwsErrors.of(InvalidParameterException.builder(), text.formatted(arguments));
    }

    static AwsServiceException client(String text, Object... arguments) {
        return AwsErrors.of(ClientException.builder(), text.formatted(arguments));
    }

    static AwsServiceException conflict(String text) {
        return AwsErrors.of(ConflictException.builder(), text);
    }

    static AwsServiceException noCluster() {
        return AwsErrors.of(ClusterNotFoundException.builder(), "Cluster not found.");
    }

    static AwsServiceException noService() {
        return AwsErrors.of(ServiceNotFoundException.builder(), "Service not found.");
    }

    static AwsServiceException serviceNotActive() {
        return AwsErrors.of(ServiceNotActiveException.builder(), "Service was not ACTIVE.");
    }

    static AwsServiceException noServiceDeployment() {
        return AwsErrors.of(ServiceDeploymentNotFoundException.builder(), "Service deployment not found.");
    }

    static AwsServiceException noResource() {
        return AwsErrors.of(ResourceNotFoundException.builder(), "The specified resource was not found.");
    }

    /** For what AWS can do and this model cannot: an answer that no client retries. */
    static AwsServiceException notModelled(String what) {
        return AwsErrors.of(EcsException.builder(), "NotModelled", 501, what + " is not modelled");
    }
}
