package no.dotkom.portal.diagnose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What was answered about the way to an app: by AWS to a call of ours, by ACM, by public DNS, by the rules of the
 * listener. The portal fills the call alone; what it finds out about domains and rules itself it tells without AWS's
 * words.
 */
public record EdgeEvidence(
        @Nullable Call call,
        @Nullable Certificate certificate,
        @Nullable Dns dns,
        @Nullable Rule rule) {
    public static final EdgeEvidence NONE = new EdgeEvidence(null, null, null, null);

    public EdgeEvidence with(Call newCall) {
        return new EdgeEvidence(newCall, certificate, dns, rule);
    }

    public EdgeEvidence with(Certificate newCertificate) {
        return new EdgeEvidence(call, newCertificate, dns, rule);
    }

    public EdgeEvidence with(Dns newDns) {
        return new EdgeEvidence(call, certificate, newDns, rule);
    }

    public EdgeEvidence with(Rule newRule) {
        return new EdgeEvidence(call, certificate, dns, newRule);
    }

    /** Whose a thing is that stood in the way of a call or a rule. */
    public enum Owner {
        UNKNOWN,
        THIS_ENVIRONMENT,
        ANOTHER_APP,
        STRANGER
    }

    /**
     * An error of a call of ours.
     *
     * @param owner whose the thing is that exists already
     * @param attempt how often it was tried, 0 when it was not counted
     * @param certificateStatus of the certificate the call was about, else empty
     */
    public record Call(String said, String code, Owner owner, int attempt, String certificateStatus) {}

    /** A certificate. @param said what ACM wrote about it @param waiting since it was asked for */
    public record Certificate(
            String domain,
            String said,
            String status,
            String failureReason,
            String renewalStatus,
            OptionalInt daysToExpiry,
            @Nullable Instant expires,
            @Nullable Duration waiting) {}

    /** What public DNS answered. @param ours addresses or names of our load balancer */
    public record Dns(String host, String answer, List<String> ours) {
        public Dns {
            ours = List.copyOf(ours);
        }
    }

    /**
     * A listener rule that may stand before ours.
     *
     * @param condition as AWS describes it
     * @param by the app or the tool it belongs to, where known
     */
    public record Rule(
            String condition, String wanted, OptionalInt priority, OptionalInt ours, Owner owner, String by) {}
}
