package no.dotkom.portal.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done. Holds no secret: values of variables never stand in {@code detail}.
 *
 * @param actor our id of the member, absent for the loop
 * @param source {@code portal}, {@code api} or {@code loop}
 * @param action a verb and its object, as in {@code environment.pause}
 */
public record Deed(
        @Nullable UUID actor,
        String actorName,
        String source,
        String action,
        @Nullable String app,
        @Nullable UUID environment,
        @Nullable Long generation,
        String detail) {}
