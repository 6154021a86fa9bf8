package no.dotkom.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.dotkom.portal.identity.IdentityProperties.Person;
import no.dotkom.portal.model.TeamSlug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
    private static final TeamSlug WEBKOM = new TeamSlug("webkom");
    private final GroupClaim claim = new GroupClaim(SettingsTest.CLAIM);

    @Test
    void theHighestRoleOfSeveralGroupsCounts() {
        var read = claim.read(Map.of("groups", List.of("webkom-leads", "webkom")));
        assertThat(read).isEqualTo(Memberships.of(false, Map.of(WEBKOM, Role.MAINTAINER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Webkom", "webkom ", "webkom/sub", "webko", "xwebkom", "platform-admins2", "PLATFORM-ADMINS"})
    void aGroupThatOnlyLooksAlikeGivesNothing(String group) {
        assertThat(claim.read(Map.of("groups", List.of(group)))).isEqualTo(Memberships.NONE);
    }

    @Test
    void aClaimOfAnotherShapeGivesNothing() {
        assertThat(claim.read(Map.of("groups", "webkom"))).isEqualTo(Memberships.NONE);
        assertThat(claim.read(Map.of("groups", Map.of("webkom", true)))).isEqualTo(Memberships.NONE);
        assertThat(claim.read(Map.of("groups", List.of(List.of("webkom"))))).isEqualTo(Memberships.NONE);
        assertThat(claim.read(Map.of("roles", List.of("webkom")))).isEqualTo(Memberships.NONE);
        assertThat(claim.read(Map.of())).isEqualTo(Memberships.NONE);
    }

    @Test
    void anAdminGroupMakesAnAdmin() {
        assertThat(claim.read(Map.of("groups", List.of("platform-admins"))).platformAdmin())
                .isTrue();
    }

    @Test
    void theListKnowsPeopleBySubjectOfTheOneIssuer() {
        var list = new ListedMembership(SettingsTest.properties(
                "https://auth.example",
                SettingsTest.KEY,
                SettingsTest.CLAIM,
                List.of(new Person("auth0|1", true, Map.of("webkom", Role.VIEWER)))));
        assertThat(list.of("https://auth.example", "auth0|1"))
                .isEqualTo(Memberships.of(true, Map.of(WEBKOM, Role.VIEWER)));
        assertThat(list.of("https://other.example", "auth0|1")).isEqualTo(Memberships.NONE);
        assertThat(list.of("https://auth.example", "auth0|12")).isEqualTo(Memberships.NONE);
    }

    @Test
    void twoSourcesCountTogether() {
        var one = Memberships.of(false, Map.of(WEBKOM, Role.VIEWER));
        var other = Memberships.of(true, Map.of(WEBKOM, Role.DEVELOPER, new TeamSlug("appkom"), Role.VIEWER));
        var both = Memberships.of(true, Map.of(WEBKOM, Role.DEVELOPER, new TeamSlug("appkom"), Role.VIEWER));
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil",
                "/\\evil",
                "https:evil",
                "http://evil/",
                "",
                "evil",
                "/a b",
                "/a\tb",
                "/a\\b",
                "/æ",
                "/login",
                "/login?return=/",
                "/logout",
                "/events?topic=a",
                "/error",
                "/palette",
                "/\r\nx"
            })
    void whatIsNoPageOfOursIsTheFirstPage(String wanted) {
        assertThat(ReturnPath.of(wanted)).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void aPageOfOursStaysWhatItIs() {
        for (var path : List.of("/", "/apps/grades/production?tab=a&b=%2F", "/loginhistory", "/apps/login")) {
            assertThat(ReturnPath.of(path).value()).isEqualTo(path);
        }
        assertThat(ReturnPath.of(null)).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void aMemberMayWhatTheirRoleIncludes() {
        var teams = new TreeMap<>(Map.of(WEBKOM, Role.DEVELOPER));
        var kari = new Member(UUID.randomUUID(), "Kari", false, teams);
        assertThat(kari.may(Role.VIEWER, WEBKOM)).isTrue();
        assertThat(kari.may(Role.DEVELOPER, WEBKOM)).isTrue();
        assertThat(kari.may(Role.MAINTAINER, WEBKOM)).isFalse();
        assertThat(kari.may(Role.VIEWER, new TeamSlug("webkom2"))).isFalse();
        assertThat(kari.outsider()).isFalse();
    }
}
