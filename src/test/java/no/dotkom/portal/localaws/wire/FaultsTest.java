package no.dotkom.portal.localaws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import no.dotkom.portal.localaws.LocalAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** What can go wrong around a call, and only around it. */
class FaultsTest {
    private final LocalAws world = LocalAws.virtual(1);
    private final SsmClient ssm = Clients.of(SsmClient.builder(), world.dispatch());

    @Test
    void aRefusedCallHasNoEffect() {
        // Given
        world.dispatch().plan(once(new Fault.Refused("ThrottlingException", 400, "Rate exceeded")));
        // When
        assertThatExceptionOfType(SsmException.class)
                .isThrownBy(() -> put("/a", "1"))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
        // Then
        assertThat(exists("/a")).isFalse();
    }

    @Test
    void anUnreachableServiceHasNoEffectAndALostReplyHas() {
        // When
        world.dispatch().plan(once(new Fault.Unreachable()));
        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> put("/a", "1"))
                .withCauseInstanceOf(IOException.class);
        world.dispatch().plan(once(new Fault.LostReply()));
        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> put("/b", "1"))
                .withCauseInstanceOf(IOException.class);
        // Then
        assertThat(exists("/a")).isFalse();
        assertThat(exists("/b")).isTrue();
    }

    @Test
    void theCallersDeathPassesThroughTheSdk() {
        // When
        world.dispatch().plan(once(new Fault.CallerDies(true)));
        assertThatExceptionOfType(Fault.Death.class).isThrownBy(() -> put("/a", "1"));
        world.dispatch().plan(once(new Fault.CallerDies(false)));
        assertThatExceptionOfType(Fault.Death.class).isThrownBy(() -> put("/b", "1"));
        // Then
        assertThat(exists("/a")).isTrue();
        assertThat(exists("/b")).isFalse();
    }

    @Test
    void aStaleReadAnswersAsLastTime() {
        // Given
        world.dispatch().plan(call -> new Fault.None());
        put("/a", "1");
        assertThat(read("/a")).isEqualTo("1");
        ssm.putParameter(r -> r.name("/a").value("2").overwrite(true));
        // When
        world.dispatch().plan(once(new Fault.StaleRead()));
        // Then
        assertThat(read("/a")).isEqualTo("1");
        assertThat(read("/a")).isEqualTo("2");
    }

    @Test
    void theSdkRetriesALostReplyWithoutSleeping() {
        // Given
        var calls = new AtomicInteger();
        world.dispatch().plan(call -> calls.incrementAndGet() < 3 ? new Fault.LostReply() : new Fault.None());
        var retrying = SsmClient.builder()
                .httpClient(world.httpClient())
                .region(Region.EU_NORTH_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(Clients.quiet(Clients.retriesWithoutSleep()))
                .build();
        var begun = Instant.now();
        // When
        retrying.putParameter(r -> r.name("/a").value("1").type("String").overwrite(true));
        // Then
        assertThat(calls).hasValue(3);
        assertThat(read("/a:3")).isEqualTo("1");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void theSameSeedMakesTheSameFaults() {
        // Given
        var rates = new FaultPlan.Rates(0.2, 0.1, 0.1, 0.1, 0.1);
        var call = new Fault.Call(
                "ssm", "GetParameter", GetParameterRequest.builder().build());
        // When
        var first = draw(new FaultPlan(42, rates), call);
        var again = draw(new FaultPlan(42, rates), call);
        // Then
        assertThat(first).isEqualTo(again);
        assertThat(first)
                .hasAtLeastOneElementOfType(Fault.LostReply.class)
                .hasAtLeastOneElementOfType(Fault.StaleRead.class)
                .hasAtLeastOneElementOfType(Fault.None.class);
        assertThat(new FaultPlan(42, rates).toString()).contains("42");
    }

    private static List<Fault> draw(FaultPlan plan, Fault.Call call) {
        return IntStream.range(0, 200).mapToObj(n -> plan.next(call)).toList();
    }

    @Test
    void tokenBucketsThrottleAndRefill() {
        // Given
        world.dispatch().plan(new TokenBuckets(world.clock()));
        var elb = Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
        // When
        IntStream.range(0, 40).forEach(n -> elb.describeLoadBalancers());
        // Then
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(elb::describeLoadBalancers)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling"));
        world.advance(Duration.ofSeconds(1));
        IntStream.range(0, 10).forEach(n -> elb.describeLoadBalancers());
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class).isThrownBy(elb::describeLoadBalancers);
    }

    @Test
    void membersThatTheModelDoesNotKnowAreRefusedInProcess() {
        var request = new Request(
                "POST",
                "/",
                "",
                Map.of("x-amz-target", "AmazonSSM.GetParameter", "content-type", "application/x-amz-json-1.1"),
                "{\"Name\":\"/a\",\"Colour\":{\"x\":1}}".getBytes(UTF_8));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> world.dispatch().answer(request, member -> {
                    throw new IllegalArgumentException(member);
                }))
                .withMessage("Colour");
    }

    @Test
    void aMalformedBodyIsASerializationError() throws IOException {
        // Given
        var request = new Request(
                "POST",
                "/",
                "",
                Map.of("x-amz-target", "AmazonSSM.GetParameter", "content-type", "application/x-amz-json-1.1"),
                "{\"Name\":[".getBytes(UTF_8));
        // When
        var reply = world.dispatch().answer(request, member -> {});
        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(new String(reply.body(), UTF_8)).contains("SerializationException");
    }

    @Test
    void whatIsNewShowsAfterTheLag() {
        // Given
        world.parts().lag().set(Duration.ofSeconds(3));
        var elb = Clients.of(ElasticLoadBalancingV2Client.builder(), world.dispatch());
        var made = elb.createTargetGroup(
                r -> r.name("fresh").protocol("HTTP").port(80).vpcId("vpc-1"));
        // When
        var now = names(elb);
        world.advance(Duration.ofSeconds(3));
        var later = names(elb);
        // Then
        assertThat(made.targetGroups()).hasSize(1);
        assertThat(now).doesNotContain("fresh");
        assertThat(later).contains("fresh");
    }

    private static List<String> names(ElasticLoadBalancingV2Client elb) {
        return elb.describeTargetGroups().targetGroups().stream()
                .map(group -> group.targetGroupName())
                .toList();
    }

    private static Fault.Plan once(Fault fault) {
        var calls = new AtomicInteger();
        return call -> calls.getAndIncrement() == 0 ? fault : new Fault.None();
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING));
    }

    private String read(String name) {
        return ssm.getParameter(r -> r.name(name)).parameter().value();
    }

    private boolean exists(String name) {
        return ssm.getParameters(r -> r.names(name)).hasParameters()
                && !ssm.getParameters(r -> r.names(name)).parameters().isEmpty();
    }
}
