package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import no.dotkom.portal.identity.CurrentMember;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.stream.ChangeLog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Gives every template {@code page} and {@code zone}; notes where the stream stands before a controller reads. */
@Component
public class PageFurniture implements HandlerInterceptor {
    private static final String ATTRIBUTE = PageFurniture.class.getName();
    private final CurrentMember members;
    private final PreferencesCookie cookie;
    private final List<RailSource> sources;
    private final ChangeLog changes;
    private final Clock clock;

    public PageFurniture(
            CurrentMember members, PreferencesCookie cookie, List<RailSource> sources, ChangeLog changes, Clock clock) {
        this.members = members;
        this.cookie = cookie;
        this.sources = sources;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        request.setAttribute(ATTRIBUTE, changes.position());
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (answer != null && answer.getViewName() != null) {
            var preferences = cookie.read(request);
            answer.addObject("page", page(request, preferences));
            // A view whose address says another zone keeps it.
            answer.getModel().putIfAbsent("zone", preferences.zone().id());
        }
    }

    private PageView page(HttpServletRequest request, Preferences preferences) {
        var position = request.getAttribute(ATTRIBUTE) instanceof String noted ? noted : changes.position();
        return new PageView(
                request, preferences, members.of(request).orElse(null), position, clock.instant(), this::rail);
    }

    private Rail rail(Member member) {
        return new Rail(
                from(source -> source.applications(member)),
                from(source -> source.lately(member)),
                member.platformAdmin() ? from(source -> source.platform(member)) : List.of());
    }

    /** Everything that {@code member} may go to, for the palette. */
    public List<RailLink> places(Member member) {
        var rail = rail(member);
        return Stream.of(rail.applications(), from(source -> source.places(member)), rail.platform(), own())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<RailLink> own() {
        return List.of(RailLink.to("/preferences", "settings", "ui.preferences.title"));
    }

    private List<RailLink> from(Function<RailSource, List<RailLink>> part) {
        return sources.stream().flatMap(source -> part.apply(source).stream()).toList();
    }
}
