package no.dotkom.portal.apps;

import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Size;

/**
 * One node that takes tasks, as the picture last had it.
 *
 * @param cpuFree and {@code cpuTotal}: shares, 1024 a vCPU
 * @param memoryFree and {@code memoryTotal}: MiB that reservations may still take, and that they may take in all
 */
public record NodeRoom(
        String name, Architecture architecture, int cpuFree, int memoryFree, int cpuTotal, int memoryTotal) {
    /** True when one task of {@code size} could be placed on it now. */
    public boolean takes(Size size) {
        return cpuFree >= size.cpu() && memoryFree >= size.memoryReserved();
    }
}
