package no.dotkom.portal.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A write to AWS as the audit trail has it. @param outcome absent when the portal died between call and record */
public record StepRecord(
        String operation,
        String detail,
        Instant intendedAt,
        @Nullable String outcome,
        @Nullable String said) {}
