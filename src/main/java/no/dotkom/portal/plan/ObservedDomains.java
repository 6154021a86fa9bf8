package no.dotkom.portal.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Problem;
import org.jspecify.annotations.Nullable;

/** The hosts of one environment that no certificate of the platform covers, seen as a whole. */
public sealed interface ObservedDomains {
    /** Certificates a load balancer presents beside its own (aws-facts §3). */
    int MOST = 25;

    /** How far ACM is with a certificate. */
    enum Status {
        ISSUED,
        /** It waits for the record, or ACM has not said yet which. */
        PENDING,
        /** ACM gave up, refused, or took it back: nothing becomes of it. */
        FAILED
    }

    /** A CNAME record that proves to ACM, and at each renewal again, that its owner wants the certificate. */
    record Validation(String name, String value) {}

    /**
     * A certificate of ours, by tag.
     *
     * @param generation the version that requested it
     * @param validation null until ACM has told it
     * @param writtenIn the zone of the platform's that has the record; null where it has not, or none is the platform's
     * @param attached true when the listener presents it
     * @param expires null before it is issued
     * @param renewal ACM's word for how its renewal goes, or empty
     * @param reason ACM's word for why it failed, or empty
     */
    record Certificate(
            Arn arn,
            HostName host,
            Generation generation,
            Status status,
            @Nullable Validation validation,
            @Nullable String writtenIn,
            boolean attached,
            @Nullable Instant requested,
            @Nullable Instant expires,
            String renewal,
            String reason) {}

    /**
     * They were read.
     *
     * @param proven hosts whose TXT record has this environment's value
     * @param certificates ours, those that serve first, then those that may
     * @param attached how many certificates the listener presents beside its own, whosever they are
     */
    record Seen(Set<HostName> proven, List<Certificate> certificates, int attached) implements ObservedDomains {
        private static final Comparator<Certificate> BEST = Comparator.comparing(Certificate::attached)
                .reversed()
                .thenComparing(Certificate::status)
                .thenComparing(Comparator.comparing(Certificate::generation).reversed());

        public static final Seen NOTHING = new Seen(Set.of(), List.of(), 0);

        public Seen {
            proven = Set.copyOf(proven);
            certificates = certificates.stream().sorted(BEST).toList();
        }

        /** The best of a host. */
        public Optional<Certificate> of(HostName host) {
            return certificates.stream()
                    .filter(certificate -> certificate.host().equals(host))
                    .findFirst();
        }
    }

    /** AWS did not say: never acted on. */
    record Unreadable(Problem why) implements ObservedDomains {}

    /** The same after DNS was asked for the proofs. */
    default ObservedDomains proving(Set<HostName> hosts) {
        return switch (this) {
            case Seen(var proven, var certificates, var attached) -> new Seen(hosts, certificates, attached);
            case Unreadable unreadable -> unreadable;
        };
    }
}
