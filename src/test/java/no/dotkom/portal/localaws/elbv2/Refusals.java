package no.dotkom.portal.localaws.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/** Asserts how a call is refused. */
final class Refusals {
    private Refusals() {}

    static void invalid(String why, ThrowingCallable call) {
        assertThatExceptionOfType(ElasticLoadBalancingV2Exception.class)
                .isThrownBy(call)
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    }

    static <E extends AwsServiceException> void refused(Class<E> type, String code, ThrowingCallable call) {
        assertThatExceptionOfType(type)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
    }
}
