package no.dotkom.portal.localaws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.dotkom.portal.localaws.LocalAws;
import no.dotkom.portal.localaws.world.AwsErrors;
import no.dotkom.portal.localaws.world.Timeline;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** Every modelled operation, with values drawn at random, through the real SDK client and back. */
class RoundTripTest {
    private static final int TRIES = 5;
    private static final LocalAws WORLD = LocalAws.virtual(1);
    private static final Operations MODELLED = WORLD.dispatch().operations();

    private final AtomicReference<UnaryOperator<SdkPojo>> model = new AtomicReference<>(UnaryOperator.identity());
    private final Dispatch echo = new Dispatch(
            MODELLED.answeredBy(
                    operation -> operation.answeredBy(request -> model.get().apply(request))),
            new Timeline(Instant.EPOCH));

    @TestFactory
    Stream<DynamicTest> requestsAndAnswersArriveAsTheyWereSent() {
        var clients = SdkClients.inProcess(echo);
        return MODELLED.all().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.service() + " " + operation.name(), () -> roundTrip(clients, operation)));
    }

    private void roundTrip(SdkClients clients, Operation operation) {
        var values = new RandomValues(operation.name().hashCode());
        for (int n = 0; n < TRIES; n++) {
            // Given
            var request = values.of(operation.request().get());
            var answer = values.of(operation.response().get());
            var arrived = new AtomicReference<SdkPojo>();
            model.set(bound -> {
                arrived.set(bound);
                return answer;
            });
            // When
            var returned = clients.call(operation, request);
            // Then
            assertThat(members(arrived.get())).isEqualTo(members(request));
            assertThat(members(returned)).isEqualTo(members(answer));
        }
    }

    private static Map<String, Object> members(SdkPojo pojo) {
        var members = new LinkedHashMap<String, Object>();
        for (var field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (value != null) {
                members.put(field.memberName(), value);
            }
        }
        return members;
    }

    @Test
    void everyModelledExceptionArrivesAsItsOwnClassOverBothTransports() throws IOException {
        try (var listener = Listener.start(echo, 0)) {
            var missed = new ArrayList<String>();
            for (var clients : List.of(SdkClients.inProcess(echo), SdkClients.over(listener.endpoint()))) {
                for (var operation : MODELLED.all()) {
                    var request = new RandomValues(1).of(operation.request().get());
                    clients.exceptions(operation, request).stream()
                            .filter(type -> !arrives(clients, operation, request, type))
                            .forEach(type -> missed.add(operation.name() + " " + type.getSimpleName()));
                }
            }
            assertThat(missed).isEmpty();
        }
    }

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "SslPolicyNotFoundException", "SSLPolicyNotFound",
            "AlpnPolicyNotSupportedException", "ALPNPolicyNotFound",
            "InternalServiceException", "InternalServiceError",
            "MissingRequiredParameterException", "MissingParameter");

    /** The code on the wire is the class's name, with or without its ending, but for a few. */
    private boolean arrives(SdkClients clients, Operation operation, SdkPojo request, Class<?> type) {
        var name = type.getSimpleName();
        return Stream.of(name, name.replaceAll("Exception$", ""), OTHER_NAMES.getOrDefault(name, name))
                .anyMatch(code -> arrives(clients, operation, request, type, code));
    }

    private boolean arrives(SdkClients clients, Operation operation, SdkPojo request, Class<?> type, String code) {
        model.set(bound -> {
            throw AwsErrors.of(builder(type), code, 409, "because <this> & \"that\"");
        });
        var caught = catchThrowable(() -> clients.call(operation, request));
        assertThat(caught).isInstanceOf(AwsServiceException.class);
        var error = (AwsServiceException) caught;
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("because <this> & \"that\"");
        assertThat(error.statusCode()).isEqualTo(409);
        assertThat(error.requestId()).isNotNull();
        return error.getClass() == type;
    }

    private static AwsServiceException.Builder builder(Class<?> type) {
        try {
            return (AwsServiceException.Builder) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Guards the one reflective read of the SDK against a new version. */
    @Test
    void theSdksMarshallersStillSayHowOperationsLookOnTheWire() {
        assertThat(MODELLED.byAction("2015-12-01", "CreateRule")).hasValueSatisfying(operation -> {
            assertThat(operation.protocol()).isEqualTo(Protocol.QUERY);
            assertThat(operation.service()).isEqualTo("elasticloadbalancingv2");
        });
        assertThat(MODELLED.byAction("2010-05-08", "PutRolePolicy"))
                .hasValueSatisfying(operation -> assertThat(operation.service()).isEqualTo("iam"));
        assertThat(MODELLED.byTarget("Logs_20140328.FilterLogEvents")).isPresent();
        assertThat(MODELLED.byTarget("AmazonSSM.GetParameter")).isPresent();
        assertThat(MODELLED.byTarget("AmazonEC2ContainerRegistry_V20150921.BatchGetImage"))
                .isPresent();
        assertThat(MODELLED.byTarget("GraniteServiceVersion20100801.GetMetricData"))
                .hasValueSatisfying(
                        operation -> assertThat(operation.protocol()).isEqualTo(Protocol.QUERY));
        assertThat(MODELLED.byAction("2016-11-15", "DescribeInstances"))
                .hasValueSatisfying(
                        operation -> assertThat(operation.protocol()).isEqualTo(Protocol.EC2));
        assertThat(MODELLED.byPath("POST", "/2013-04-01/hostedzone/Z1/rrset/")).hasValueSatisfying(match -> {
            assertThat(match.operation().name()).isEqualTo("ChangeResourceRecordSets");
            assertThat(match.values()).isEqualTo(Map.of("Id", "Z1"));
        });
        assertThat(MODELLED.byPath("GET", "/2013-04-01/hostedzone/%2Fhostedzone%2FZ1/rrset"))
                .hasValueSatisfying(match -> assertThat(match.values()).isEqualTo(Map.of("Id", "Z1")));
    }

    @Test
    void aBugOfTheModelIsNoNetworkFault() {
        // Given
        model.set(request -> {
            throw new IllegalStateException("a bug");
        });
        var operation = first(MODELLED.all());
        // Then
        assertThatThrownBy(() -> SdkClients.inProcess(echo)
                        .call(
                                operation,
                                new RandomValues(1).of(operation.request().get())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    private static Operation first(Collection<Operation> operations) {
        return operations.iterator().next();
    }
}
