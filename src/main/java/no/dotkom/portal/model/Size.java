package no.dotkom.portal.model;

import java.util.List;
import java.util.Optional;

/**
 * What one task gets: CPU as shares (1024 a vCPU), memory reserved for placement and the hard limit, both MiB. The
 * presets are those of aws-facts §2.
 *
 * @param cpu shares, 2 to 10240; always set, for an omitted value starves under contention
 * @param memoryReserved MiB, 6 or more (AWS's minimum), at most the limit; equal to it where nothing softer is reserved
 * @param memoryLimit MiB; a task above it is killed
 */
public record Size(int cpu, int memoryReserved, int memoryLimit) {
    public static final Size NANO = new Size(64, 64, 128);
    public static final Size MICRO = new Size(128, 128, 256);
    public static final Size SMALL = new Size(256, 256, 512);
    public static final Size MEDIUM = new Size(512, 512, 1024);
    public static final Size LARGE = new Size(1024, 1024, 1408);

    /** A preset by its name, smallest first. */
    public record Preset(String name, Size size) {}

    public static final List<Preset> PRESETS = List.of(
            new Preset("nano", NANO),
            new Preset("micro", MICRO),
            new Preset("small", SMALL),
            new Preset("medium", MEDIUM),
            new Preset("large", LARGE));

    public Size {
        Check.that(cpu >= 2 && cpu <= 10240, "CPU is 2 to 10240 shares");
        Check.that(memoryReserved >= 6, "Reserved memory is 6 MiB or more");
        Check.that(memoryLimit >= memoryReserved, "The memory limit is not less than what is reserved");
        Check.that(memoryLimit <= 65536, "The memory limit is at most 65536 MiB");
    }

    public Optional<String> presetName() {
        return PRESETS.stream()
                .filter(preset -> preset.size().equals(this))
                .map(Preset::name)
                .findFirst();
    }

    public static Optional<Size> preset(String name) {
        return PRESETS.stream()
                .filter(preset -> preset.name().equals(name))
                .map(Preset::size)
                .findFirst();
    }
}
