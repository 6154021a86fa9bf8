package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever types a taken name in another way gets the same key, or nothing (security.md S07). */
class HostNameTest {
    private static final String TAKEN = "grades.online.ntnu.no";

    static Stream<String> otherWaysToWriteIt() {
        return Stream.of(
                "grades.online.ntnu.no",
                "GRADES.ONLINE.NTNU.NO",
                "Grades.Online.Ntnu.No",
                "grades.online.ntnu.no.",
                "  grades.online.ntnu.no  ",
                "grades.online.ntnu.no\n",
                "ｇｒａｄｅｓ.online.ntnu.no",
                "ＧＲＡＤＥＳ．ＯＮＬＩＮＥ．ＮＴＮＵ．ＮＯ",
                "grades．online.ntnu.no",
                "grades。online。ntnu。no",
                "grades｡online.ntnu.no",
                "gradeſ.online.ntnu.no",
                "ⓖrades.online.ntnu.no",
                "𝐠rades.online.ntnu.no",
                "grades.online.ntnu.ℕo",
                "gra\u034Fdes.online.ntnu.no",
                "gra\uFE0Fdes.online.ntnu.no");
    }

    @ParameterizedTest
    @MethodSource("otherWaysToWriteIt")
    void aTakenNameInAnotherFormIsTheSameName(String typed) {
        assertThat(HostName.parse(typed)).contains(new HostName(TAKEN));
    }

    static Stream<String> neverAHost() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                "grades",
                "localhost",
                ".grades.online.ntnu.no",
                "grades..online.ntnu.no",
                "grades.online.ntnu.no..",
                "grades.online.ntnu.no。",
                "*.online.ntnu.no",
                "gr*des.online.ntnu.no",
                "grade?.online.ntnu.no",
                "grades.online.ntnu.no:443",
                "grades.online.ntnu.no/",
                "grades.online.ntnu.no/path",
                "grades.online.ntnu.no?x=1",
                "grades.online.ntnu.no#x",
                "https://grades.online.ntnu.no",
                "//grades.online.ntnu.no",
                "user@grades.online.ntnu.no",
                "user:secret@grades.online.ntnu.no",
                "grades.online.ntnu.no@evil.com",
                "grades.online.ntnu.no, evil.com",
                "grades.online.ntnu.no evil.com",
                "grades.online.ntnu.no\r\nX: y",
                "grades.online.ntnu.no\0",
                "grades\t.online.ntnu.no",
                "grades%2eonline.ntnu.no",
                "grades\\.online.ntnu.no",
                "^grades.online.ntnu.no$",
                "${jndi:x}.online.ntnu.no",
                "gra\u200Bdes.online.ntnu.no",
                "gra\u200Ddes.online.ntnu.no",
                "gra\u2060des.online.ntnu.no",
                "gra\u00ADdes.online.ntnu.no",
                "\uFEFFgrades.online.ntnu.no",
                "\u202Egrades.online.ntnu.no",
                "\u00A0grades.online.ntnu.no",
                "-grades.online.ntnu.no",
                "grades-.online.ntnu.no",
                "gra_des.online.ntnu.no",
                "_acme-challenge.online.ntnu.no",
                "xn--grades-.online.ntnu.no",
                "10.0.0.1",
                "169.254.169.254",
                "0x7f.0.0.1",
                "[::1]",
                "::1",
                "grades.online.ntnu.n",
                "grades.online.ntnu.123",
                "grades.online.ntnu.n0",
                "grades.online.ntnu.xn--p1ai",
                "a".repeat(64) + ".online.ntnu.no",
                "a.".repeat(63) + "no.x",
                ("a".repeat(31) + ".").repeat(4) + "no",
                "a".repeat(100_000),
                "a.".repeat(50_000) + "no");
    }

    @ParameterizedTest
    @MethodSource("neverAHost")
    void whatIsNoPlainHostNameIsRefusedRatherThanRepaired(String typed) {
        assertThat(HostName.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grades.no",
                "a.no",
                "grades.localhost",
                "1.online.ntnu.no",
                "a-b--c.online.ntnu.no",
                "xn--blbr-roah.no",
                "grades.online.museum"
            })
    void anOrdinaryHostStaysAsItIs(String typed) {
        assertThat(HostName.parse(typed)).map(HostName::value).contains(typed);
    }

    @Test
    void lettersOutsideAsciiAndTheirAsciiFormAreOneName() {
        assertThat(HostName.parse("blåbær.no")).isEqualTo(HostName.parse("xn--blbr-roah.no"));
        assertThat(HostName.parse("BLÅBÆR.no")).isEqualTo(HostName.parse("XN--BLBR-ROAH.NO"));
        // A combining ring and the one letter.
        assertThat(HostName.parse("bla\u030Abær.no")).isEqualTo(HostName.parse("blåbær.no"));
    }

    @Test
    void aLookAlikeIsAnotherName() {
        // Given: a Cyrillic а
        var lookAlike = HostName.parse("gr\u0430des.online.ntnu.no");

        // Then
        assertThat(lookAlike).isPresent().get().isNotEqualTo(new HostName(TAKEN));
        assertThat(lookAlike.orElseThrow().value()).startsWith("xn--");
    }

    @Test
    void theLongestNameIs128Characters() {
        // Given
        var longest = "a".repeat(60) + "." + "b".repeat(60) + ".online";

        // Then
        assertThat(longest).hasSize(128);
        assertThat(HostName.parse(longest)).isPresent();
        assertThat(HostName.parse("a" + longest)).isEmpty();
    }

    @Test
    void theConstructorTakesOnlyTheNormalForm() {
        otherWaysToWriteIt()
                .filter(typed -> !typed.equals(TAKEN))
                .forEach(typed ->
                        assertThatThrownBy(() -> new HostName(typed)).isInstanceOf(IllegalArgumentException.class));
        neverAHost()
                .forEach(typed ->
                        assertThatThrownBy(() -> new HostName(typed)).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void parsingTwiceChangesNothing() {
        Stream.concat(otherWaysToWriteIt(), neverAHost())
                .flatMap(typed -> HostName.parse(typed).stream())
                .forEach(host -> assertThat(HostName.parse(host.value())).contains(host));
    }

    @Test
    void aHostIsWithinAZoneAtALabelBoundaryOnly() {
        var host = new HostName(TAKEN);
        assertThat(List.of("online.ntnu.no", "ntnu.no", "no", TAKEN)).allMatch(host::within);
        assertThat(List.of("line.ntnu.no", "tnu.no", "o", "x.grades.online.ntnu.no", "grades", ""))
                .noneMatch(host::within);
    }

    @Test
    void aWildcardCoversExactlyOneLabel() {
        assertThat(new HostName(TAKEN).directlyBelow("online.ntnu.no")).isTrue();
        assertThat(new HostName(TAKEN).directlyBelow("ntnu.no")).isFalse();
        assertThat(new HostName(TAKEN).directlyBelow("line.ntnu.no")).isFalse();
        assertThat(new HostName("online.ntnu.no").directlyBelow("online.ntnu.no"))
                .isFalse();
    }
}
