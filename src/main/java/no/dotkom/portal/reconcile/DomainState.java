package no.dotkom.portal.reconcile;

import java.time.Instant;
import no.dotkom.portal.model.HostName;
import org.jspecify.annotations.Nullable;

/**
 * How far a host with a certificate of its own is, as the loop last saw it.
 *
 * @param proven the TXT record was there, or none is needed
 * @param certificate its ARN, or null before it is requested
 * @param status ACM's, in the portal's words: ISSUED, PENDING, FAILED; null before it is requested
 * @param recordName and {@code recordValue}: the CNAME record that ACM asks for; null before it says so
 * @param written true when that record is in a zone that the portal writes to
 * @param attached true when the load balancer presents it
 * @param renewal and {@code reason}: ACM's words, or empty
 * @param listenerCertificates how many the listener presents beside its own, of the 25 it may
 */
public record DomainState(
        HostName host,
        boolean proven,
        @Nullable String certificate,
        @Nullable String status,
        @Nullable String recordName,
        @Nullable String recordValue,
        boolean written,
        boolean attached,
        @Nullable Instant requestedAt,
        @Nullable Instant expiresAt,
        String renewal,
        String reason,
        int listenerCertificates,
        Instant seenAt) {}
