package no.dotkom.portal.diagnose;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import no.dotkom.portal.model.EnvironmentSpec;
import org.jspecify.annotations.Nullable;

/**
 * What we know ourselves.
 *
 * @param version {@code v42}, {@code kept} the version that serves meanwhile
 * @param asOf when the picture was read; {@code retryAt} when it is tried next
 */
public record Facts(
        @Nullable EnvironmentSpec spec,
        String app,
        String version,
        String kept,
        OptionalInt settingsChanged,
        @Nullable Instant asOf,
        @Nullable Instant retryAt,
        Room room) {
    public static final Facts NONE = new Facts(null, "", "", "", OptionalInt.empty(), null, null, Room.UNKNOWN);

    public Facts of(EnvironmentSpec newSpec) {
        return new Facts(newSpec, app, version, kept, settingsChanged, asOf, retryAt, room);
    }

    public Facts named(String newApp, String newVersion, String newKept) {
        return new Facts(spec, newApp, newVersion, newKept, settingsChanged, asOf, retryAt, room);
    }

    public Facts changed(int settings) {
        return new Facts(spec, app, version, kept, OptionalInt.of(settings), asOf, retryAt, room);
    }

    public Facts at(@Nullable Instant read, @Nullable Instant retry) {
        return new Facts(spec, app, version, kept, settingsChanged, read, retry, room);
    }

    public Facts with(Room newRoom) {
        return new Facts(spec, app, version, kept, settingsChanged, asOf, retryAt, newRoom);
    }

    /**
     * Our own arithmetic over the nodes.
     *
     * @param architectures of the nodes that run, empty when not known
     * @param missingAttribute where the comparison of the nodes named one
     */
    public record Room(
            OptionalInt nodes,
            OptionalInt largestFreeMib,
            List<String> architectures,
            String missingAttribute,
            boolean fitsWithoutOld) {
        public static final Room UNKNOWN = new Room(OptionalInt.empty(), OptionalInt.empty(), List.of(), "", false);

        public Room {
            architectures = List.copyOf(architectures);
        }
    }
}
