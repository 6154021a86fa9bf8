package no.dotkom.portal.localaws.ecs;

import java.time.Duration;
import java.util.List;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.Platform;
import no.dotkom.portal.localaws.wire.Clients;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A world with a role that may read the secrets of its environment. */
abstract class TaskSecretsTests {
    static final String FOLDER = Platform.SECRETS + "shop/production/";
    static final String ROLE = "shop-production";

    final LocalAws world = LocalAws.virtual(1);
    final EcsClient ecs = Clients.of(EcsClient.builder(), world.dispatch());
    final IamClient iam = Clients.of(IamClient.builder(), world.dispatch());
    final SsmClient ssm = Clients.of(SsmClient.builder(), world.dispatch());

    @BeforeEach
    void aRoleThatMayReadTheSecretsOfItsEnvironment() {
        iam.createRole(r -> r.roleName(ROLE)
                .path(world.platform().taskRolePath())
                .permissionsBoundary(world.platform().boundaryArn())
                .assumeRolePolicyDocument(trust("ecs-tasks.amazonaws.com")));
        allow(FOLDER + "*");
    }

    static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}"
                .formatted(service);
    }

    void allow(String parameters) {
        iam.putRolePolicy(r -> r.roleName(ROLE)
                .policyName("secrets")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ssm:GetParameters\",\"Resource\":\"%s\"}]}"
                                .formatted(arn(parameters))));
    }

    String arn(String parameter) {
        return world.parts().ssm().arn(parameter);
    }

    String role() {
        return "arn:aws:iam::%s:role%s%s"
                .formatted(world.platform().accountId(), world.platform().taskRolePath(), ROLE);
    }

    void put(String name, String value) {
        ssm.putParameter(r -> r.name(FOLDER + name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .overwrite(true));
    }

    static Secret secret(String name, String valueFrom) {
        return Secret.builder().name(name).valueFrom(valueFrom).build();
    }

    String definition(Secret... secrets) {
        return ecs.registerTaskDefinition(d -> d.family("shop-production")
                        .executionRoleArn(role())
                        .containerDefinitions(c -> c.name("app")
                                .image(world.platform().registry() + "/demo/needsenv:1.0.0")
                                .memoryReservation(128)
                                .memory(256)
                                .portMappings(p -> p.containerPort(8080))
                                .environment(e -> e.name("PLAIN").value("seen"))
                                .secrets(secrets)))
                .taskDefinition()
                .taskDefinitionArn();
    }

    Task run(String definition) {
        var arn = ecs.runTask(r -> r.cluster(world.platform().cluster()).taskDefinition(definition))
                .tasks()
                .getFirst()
                .taskArn();
        world.advance(Duration.ofSeconds(15));
        return described(arn);
    }

    Task described(String arn) {
        return ecs.describeTasks(d -> d.cluster(world.platform().cluster()).tasks(arn))
                .tasks()
                .getFirst();
    }

    List<String> tasks(DesiredStatus status) {
        return ecs.listTasks(l -> l.cluster(world.platform().cluster())
                        .serviceName("shop")
                        .desiredStatus(status))
                .taskArns();
    }

    List<String> events() {
        return ecs
                .describeServices(d -> d.cluster(world.platform().cluster()).services("shop"))
                .services()
                .getFirst()
                .events()
                .stream()
                .map(ServiceEvent::message)
                .toList();
    }
}
