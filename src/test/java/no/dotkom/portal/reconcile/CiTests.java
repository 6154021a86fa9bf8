package no.dotkom.portal.reconcile;

import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** CI that deploys as it always did: it clones the newest revision, puts its image in, and points the service at it. */
abstract class CiTests extends ServingTests {
    static final String NAME = "grades-production";

    /** The newest revision with another image. */
    static RegisterTaskDefinitionRequest.Builder revision(String image) {
        var newest = definition(NAME);
        return RegisterTaskDefinitionRequest.builder()
                .family(newest.family())
                .networkMode(newest.networkMode())
                .requiresCompatibilities(newest.requiresCompatibilities())
                .executionRoleArn(newest.executionRoleArn())
                .runtimePlatform(newest.runtimePlatform())
                .containerDefinitions(container(image).build());
    }

    static ContainerDefinition.Builder container(String image) {
        return definition(NAME).containerDefinitions().getFirst().toBuilder()
                .image(Specs.image(image).toString());
    }

    static String deploy(String image) {
        return deploy(revision(image));
    }

    static String deploy(RegisterTaskDefinitionRequest.Builder revision) {
        var ecs = loop.world().ecs();
        var made = ecs.registerTaskDefinition(revision.build()).taskDefinition().taskDefinitionArn();
        ecs.updateService(UpdateServiceRequest.builder()
                .cluster(loop.world().platform().cluster())
                .service(NAME)
                .taskDefinition(made)
                .build());
        return made;
    }

    static TaskDefinition definition(String name) {
        return loop.world()
                .ecs()
                .describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                        .taskDefinition(name)
                        .build())
                .taskDefinition();
    }
}
