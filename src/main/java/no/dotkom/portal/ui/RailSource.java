package no.dotkom.portal.ui;

import java.util.List;
import no.dotkom.portal.identity.Member;

/** What a room puts in the rail and in the palette; a bean of it is enough. Called once a page, so it must be quick. */
public interface RailSource {
    /** The first place: my applications with their number, Register. */
    default List<RailLink> applications(Member member) {
        return List.of();
    }

    /** Applications opened lately, shown where no application is at hand. */
    default List<RailLink> lately(Member member) {
        return List.of();
    }

    /** The platform's places; asked only for platform admins. */
    default List<RailLink> platform(Member member) {
        return List.of();
    }

    /** Everything else the palette should find. */
    default List<RailLink> places(Member member) {
        return List.of();
    }
}
