package no.dotkom.portal.apps.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import no.dotkom.portal.apps.Room;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Zone;
import no.dotkom.portal.ui.Words;

/**
 * What the form offers to choose from.
 *
 * @param teams those that the member may register for; empty when there is no choice
 * @param anyTeam true for an admin without a team of their own: the team is typed
 * @param zone the one that hosts lie in where nothing else is said
 */
record ChoicesView(
        List<SizeView> sizes,
        Map<String, String> reaches,
        Map<String, String> architectures,
        Map<String, String> teams,
        boolean anyTeam,
        String registries,
        String zones,
        String zone) {
    /** One size. @param kroner a month for one task; empty while no node is known */
    record SizeView(String id, String name, String label, String text, String kroner) {}

    static ChoicesView of(Member member, Platform platform, Room room, Words words) {
        var zones = platform.zones().stream().map(Zone::name).toList();
        var mine = member.teamsAsDeveloper();
        var teams = new LinkedHashMap<String, String>();
        if (mine.size() > 1) {
            mine.stream().map(TeamSlug::value).forEach(team -> teams.put(team, team));
        }
        return new ChoicesView(
                sizes(room, words),
                reaches(words),
                architectures(platform, words),
                teams,
                mine.isEmpty() && member.platformAdmin(),
                String.join(", ", platform.registries()),
                String.join(", ", zones),
                zones.getFirst());
    }

    private static List<SizeView> sizes(Room room, Words words) {
        var sizes = new java.util.ArrayList<SizeView>();
        for (var preset : Size.PRESETS) {
            var size = preset.size();
            var id = sizes.isEmpty() ? "size" : "size-" + preset.name();
            var kroner = room.share(size, 1)
                    .map(share -> words.message("apps.value.kroner", share.kroner()))
                    .orElse("");
            var text = words.message("apps.size.numbers", AnswerViews.numbers(size));
            sizes.add(new SizeView(id, preset.name(), preset.name(), text, kroner));
        }
        var custom = RegisterForm.CUSTOM;
        var label = words.message("apps.size.custom");
        sizes.add(new SizeView("size-" + custom, custom, label, words.message("apps.size.custom.text"), ""));
        return sizes;
    }

    private static Map<String, String> reaches(Words words) {
        var reaches = new LinkedHashMap<String, String>();
        for (var reach : List.of(RegisterForm.EVERYONE, RegisterForm.PLATFORM, RegisterForm.NOBODY)) {
            reaches.put(reach, words.message("apps.reach." + reach));
        }
        return reaches;
    }

    private static Map<String, String> architectures(Platform platform, Words words) {
        var architectures = new LinkedHashMap<String, String>();
        architectures.put("", words.message("apps.architecture.image"));
        new TreeSet<>(platform.capacityProviders().keySet())
                .stream().map(Architecture::word).forEach(word -> architectures.put(word, word));
        return architectures;
    }
}
