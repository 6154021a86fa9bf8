package no.dotkom.portal.localaws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.wire.Clients;
import no.dotkom.portal.localaws.wire.Dispatch;
import no.dotkom.portal.localaws.wire.Operations;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Timeline;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** IAM alone, with what its tests say again and again. */
abstract class IamTests {
    static final String TASKS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """;
    static final String READS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Action": ["ssm:GetParameters"], "Resource": "arn:aws:ssm:eu-north-1:123456789012:parameter/a~b/*"}]}
            """;

    final Timeline timeline = new Timeline(Instant.parse("2026-09-01T10:00:00Z"));
    final Lag lag = new Lag(timeline);
    final Iam model = new Iam(timeline, Account.seeded(1), lag);
    final IamClient iam = Clients.of(IamClient.builder(), new Dispatch(new Operations(List.of(model)), timeline));

    static void refused(String why, Runnable call) {
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(why);
    }

    Role create(String name, Consumer<CreateRoleRequest.Builder> change) {
        var request = CreateRoleRequest.builder().roleName(name).assumeRolePolicyDocument(TASKS);
        change.accept(request);
        return iam.createRole(request.build()).role();
    }

    void put(String role, String policy, String document) {
        iam.putRolePolicy(r -> r.roleName(role).policyName(policy).policyDocument(document));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static List<Tag> tags(int count) {
        return IntStream.range(0, count).mapToObj(n -> tag("key-" + n, "v")).toList();
    }

    static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }
}
