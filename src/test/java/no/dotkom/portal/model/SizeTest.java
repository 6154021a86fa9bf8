package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task gets (aws-facts §2). */
class SizeTest {
    @ParameterizedTest
    @CsvSource({
        "nano,64,64,128",
        "micro,128,128,256",
        "small,256,256,512",
        "medium,512,512,1024",
        "large,1024,1024,1408"
    })
    void presetsAreThoseOfTheTable(String name, int cpu, int reserved, int limit) {
        assertThat(Size.preset(name)).contains(new Size(cpu, reserved, limit));
        assertThat(new Size(cpu, reserved, limit).presetName()).contains(name);
    }

    @Test
    void presetsRiseAndFitASmallNode() {
        // Given: 2 vCPU and about 1640 MiB that can be placed on a t3.small
        var sizes = Size.PRESETS.stream().map(Size.Preset::size).toList();

        // Then
        assertThat(sizes).isSortedAccordingTo((a, b) -> Integer.compare(a.memoryReserved(), b.memoryReserved()));
        assertThat(sizes).allMatch(size -> size.cpu() <= 2048 && size.memoryLimit() <= 1640);
    }

    @Test
    void anotherNameOrSizeIsNoPreset() {
        assertThat(Size.preset("huge")).isEmpty();
        assertThat(Size.preset("Nano")).isEmpty();
        assertThat(new Size(64, 64, 129).presetName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2,6,7", "10240,6,7", "2,65535,65536", "64,128,128"})
    void theBoundsAreTaken(int cpu, int reserved, int limit) {
        assertThat(new Size(cpu, reserved, limit).cpu()).isEqualTo(cpu);
    }

    @ParameterizedTest
    @CsvSource({"1,64,128", "0,64,128", "-1,64,128", "10241,64,128", "64,5,128", "64,0,128", "64,129,128", "64,64,65537"
    })
    void whatAwsWouldRefuseOrStarveIsRefused(int cpu, int reserved, int limit) {
        assertThatThrownBy(() -> new Size(cpu, reserved, limit)).isInstanceOf(IllegalArgumentException.class);
    }
}
