package no.dotkom.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** How tokens are spelled, and that a slip in one shows without a look at the database. */
class TokenTextTest {
    private static final SecureRandom CHANCE = new SecureRandom();

    private static SecureRandom always(int value) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) value);
            }
        };
    }

    @Test
    void theyHaveOurPrefixOneLengthAndAllTheChance() {
        var seen = new HashSet<String>();
        for (var time = 0; time < 1000; time++) {
            var text = TokenText.make(CHANCE);
            assertThat(text).matches("dcs_[0-9A-Za-z]{49}");
            assertThat(TokenText.isWhole(text)).isTrue();
            assertThat(seen.add(text)).isTrue();
        }
        // The least and the greatest number of 256 bits are told apart, to the last of them.
        assertThat(TokenText.make(always(0))).startsWith("dcs_" + "0".repeat(43));
        assertThat(TokenText.make(always(255))).isNotEqualTo(TokenText.make(always(254)));
        assertThat(TokenText.isWhole(TokenText.make(always(255)))).isTrue();
    }

    @Test
    void aSlipShows() {
        var text = TokenText.make(CHANCE);
        for (var place = 4; place < text.length(); place++) {
            var other = text.charAt(place) == 'x' ? 'y' : 'x';
            assertThat(TokenText.isWhole(text.substring(0, place) + other + text.substring(place + 1)))
                    .as("at %d", place)
                    .isFalse();
        }
        assertThat(TokenText.isWhole(text.substring(0, 52))).isFalse();
        assertThat(TokenText.isWhole(text + "0")).isFalse();
        assertThat(TokenText.isWhole(" " + text)).isFalse();
        assertThat(TokenText.isWhole("dcs_")).isFalse();
        assertThat(TokenText.isWhole(text.replace("dcs_", "dcx_"))).isFalse();
    }

    /** By the reference of SHA-256 and of CRC-32 as others compute them: what was given out stays good. */
    @Test
    void theSpellingStaysAsItIs() {
        var text = TokenText.make(always(7));
        assertThat(text).isEqualTo("dcs_1fJjkkpe9PiTw9KSulA8Ghct30vZz4HpdQ5c5b9cPF14O1ott");
        assertThat(HexFormat.of().formatHex(TokenText.hash("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
