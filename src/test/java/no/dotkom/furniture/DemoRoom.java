package no.dotkom.furniture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.CurrentApplication;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.PageRegions;
import no.dotkom.portal.ui.RailLink;
import no.dotkom.portal.ui.RailSource;
import no.dotkom.portal.ui.RegionWriter;
import no.dotkom.portal.ui.Topic;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A room as others will be: a first page, a live page of a thing, a form, a page that fails. Things belong to webkom. */
@Controller
class DemoRoom implements RailSource, PageRegions {
    private static final TeamSlug OWNER = new TeamSlug("webkom");
    private final Map<String, String> things = new ConcurrentHashMap<>();
    private final Changes changes;

    DemoRoom(Changes changes) {
        this.changes = changes;
    }

    /** Sets a thing's words and tells the pages that show it. */
    void set(String thing, String words) {
        things.put(thing, words);
        changes.changed(Topic.of("thing", thing));
    }

    String words(String thing) {
        return things.getOrDefault(thing, "nothing yet");
    }

    @GetMapping("/")
    String first() {
        return "demo/first";
    }

    @GetMapping("/things/{thing}")
    String thing(@PathVariable String thing, Model model) {
        model.addAttribute("thing", thing);
        model.addAttribute("words", words(thing));
        model.addAttribute("topics", List.of(Topic.of("thing", thing)));
        model.addAttribute(
                "current",
                new CurrentApplication(
                        thing, "healthy", List.of(RailLink.to("/things/" + thing, "overview", "ui.rail.application"))));
        return "demo/thing";
    }

    @PostMapping("/things")
    ModelAndView make(@RequestParam String name, HtmxRequest htmx) {
        if (name.isBlank()) {
            var errors = new FieldErrors().add("name", "ui.form.problem");
            return htmx.refused("demo/first", "form", Map.of("errors", errors, "name", name));
        }
        set(name, "made");
        return htmx.seeOther("/things/" + name);
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("select * from secrets");
    }

    @Override
    public List<RailLink> applications(Member member) {
        return List.of(RailLink.to("/", "grid", "ui.keys.apps").counting(9).keyed("g a"));
    }

    @Override
    public List<RailLink> lately(Member member) {
        return List.of(
                RailLink.named("/things/grades", "grades", "healthy"),
                RailLink.named("/things/voting", "voting", "failed"));
    }

    @Override
    public List<RailLink> platform(Member member) {
        return List.of(RailLink.to("/things/node-a", "node", "ui.rail.platform").counting(3, "warn"));
    }

    @Override
    public List<RailLink> places(Member member) {
        return lately(member);
    }

    @Override
    public boolean handles(Topic topic) {
        return topic.kind().equals("thing");
    }

    @Override
    public boolean mayFollow(Topic topic, Member member) {
        return member.may(Role.VIEWER, OWNER);
    }

    @Override
    public void write(Topic topic, String view, Member member, RegionWriter to) {
        if (words(topic.id()).equals("cannot be drawn")) {
            throw new IllegalStateException("a region that cannot be drawn");
        }
        to.region("thing", "demo/thing :: state", Map.of("words", words(topic.id())));
        to.event("thing-told", topic.id());
    }
}
