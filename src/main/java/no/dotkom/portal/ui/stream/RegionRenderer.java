package no.dotkom.portal.ui.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.PageRegions;
import no.dotkom.portal.ui.Preferences;
import no.dotkom.portal.ui.RegionWriter;
import no.dotkom.portal.ui.Topic;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** Draws the regions of a topic for one reader, with the templates of the pages. */
@Component
class RegionRenderer {
    private static final Pattern ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");

    /** What a topic looks like now: fragments to swap, and events after them. */
    record Picture(String fragments, List<Event> events) {
        record Event(String name, String detail) {}
    }

    private final ITemplateEngine templates;
    private final List<PageRegions> rooms;
    private final ApplicationContext beans;

    RegionRenderer(ITemplateEngine templates, List<PageRegions> rooms, ApplicationContext beans) {
        this.templates = templates;
        this.rooms = rooms;
        this.beans = beans;
    }

    /** True when a room knows the topic and lets this member follow it. */
    boolean mayFollow(Topic topic, Member member) {
        return rooms.stream().anyMatch(room -> room.handles(topic) && room.mayFollow(topic, member));
    }

    Picture draw(Topic topic, String view, Member member, Locale locale, Preferences preferences) {
        var canvas = new Canvas(locale, preferences);
        rooms.stream()
                .filter(room -> room.handles(topic) && room.mayFollow(topic, member))
                .forEach(room -> room.write(topic, view, member, canvas));
        return new Picture(canvas.fragments.toString(), canvas.events);
    }

    private final class Canvas implements RegionWriter {
        private final Locale locale;
        private final Preferences preferences;
        private final StringBuilder fragments = new StringBuilder();
        private final List<Picture.Event> events = new ArrayList<>();

        Canvas(Locale locale, Preferences preferences) {
            this.locale = locale;
            this.preferences = preferences;
        }

        @Override
        public void region(String elementId, String fragment, Map<String, ?> model) {
            if (!ID.matcher(elementId).matches()) {
                throw new IllegalArgumentException("Not an element's id: " + elementId);
            }
            fragments
                    .append("<hx-partial hx-target=\"#")
                    .append(elementId)
                    .append("\" hx-swap=\"outerMorph\">")
                    .append(rendered(fragment, model))
                    .append("</hx-partial>");
        }

        private String rendered(String fragment, Map<String, ?> model) {
            var parts = fragment.split("\\s*::\\s*", 2);
            var selectors = parts.length == 2 ? Set.of(parts[1]) : Set.<String>of();
            return templates.process(parts[0], selectors, context(model));
        }

        private Context context(Map<String, ?> model) {
            var variables = new HashMap<String, Object>(model);
            variables.put("zone", preferences.zone().id());
            variables.put(
                    ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                    new ThymeleafEvaluationContext(beans, null));
            return new Context(locale, variables);
        }

        @Override
        public void event(String name, String detail) {
            events.add(new Picture.Event(name, detail));
        }
    }
}
