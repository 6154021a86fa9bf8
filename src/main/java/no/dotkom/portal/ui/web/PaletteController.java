package no.dotkom.portal.ui.web;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.PageFurniture;
import no.dotkom.portal.ui.RailLink;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Places by name: a page of its own, and the list in the palette's dialog. */
@Controller
class PaletteController {
    private static final int SHOWN = 12;
    private final PageFurniture furniture;

    PaletteController(PageFurniture furniture) {
        this.furniture = furniture;
    }

    @GetMapping("/palette")
    ModelAndView palette(@RequestParam(defaultValue = "") String q, Member member, Words words, HtmxRequest htmx) {
        var wanted = q.strip().toLowerCase(Locale.ROOT);
        var places = furniture.places(member).stream()
                .filter(place -> name(place, words).contains(wanted))
                .sorted(Comparator.comparing(place -> !name(place, words).startsWith(wanted)))
                .limit(SHOWN)
                .toList();
        var model = Map.of("places", places, "q", q);
        return new ModelAndView(htmx.partial() ? "fragments/palette :: places" : "ui/palette", model);
    }

    private static String name(RailLink place, Words words) {
        return words.link(place).toLowerCase(Locale.ROOT);
    }
}
