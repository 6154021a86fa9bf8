package no.dotkom.portal.dashboard.web;

import java.util.Map;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Removed;
import no.dotkom.portal.dashboard.metrics.Trends;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of one environment: how it is, and how a version of it went. */
@Controller
class EnvironmentController {
    private final Dashboard dashboard;
    private final Trends trends;

    EnvironmentController(Dashboard dashboard, Trends trends) {
        this.dashboard = dashboard;
        this.trends = trends;
    }

    @GetMapping("/apps/{app}")
    ModelAndView application(Member member, @PathVariable("app") String name, HtmxRequest htmx) {
        var environments = dashboard.application(member, Places.app(name));
        return htmx.seeOther(
                environments.stream().findFirst().orElseThrow(Places.absent()).path());
    }

    @GetMapping("/apps/{app}/{environment}")
    ModelAndView overview(Member member, @PathVariable("app") String name, @PathVariable String environment) {
        var app = Places.app(name);
        var slug = Places.slug(environment);
        return dashboard
                .overview(member, app, slug)
                .map(overview -> {
                    dashboard.opened(member, app);
                    var now = overview.now();
                    return new ModelAndView(
                            "dashboard/overview",
                            Map.of(
                                    "overview", overview,
                                    "trends", trends.ofPage(now),
                                    "now", now,
                                    "tabs", overview.tabs(),
                                    "current", Places.current(now, overview.tabs(), "overview"),
                                    "topics", Places.topics(overview.tabs()),
                                    "view", PageName.overview(now).text()));
                })
                .orElseGet(() -> removed(member, app, slug));
    }

    @GetMapping("/apps/{app}/{environment}/versions/{number}")
    ModelAndView rollout(
            Member member,
            @PathVariable("app") String name,
            @PathVariable String environment,
            @PathVariable String number) {
        var app = Places.app(name);
        var slug = Places.slug(environment);
        var generation = Places.generation(number);
        return dashboard
                .rollout(member, app, slug, generation)
                .map(rollout -> {
                    dashboard.opened(member, app);
                    var now = rollout.now();
                    var view = new PageName.Rollout(now.environment().ref().id(), generation);
                    return new ModelAndView(
                            "dashboard/rollout",
                            Map.of(
                                    "rollout", rollout,
                                    "now", now,
                                    "tabs", rollout.tabs(),
                                    "current", Places.current(now, rollout.tabs(), "deployments"),
                                    "topics", Places.topics(rollout.tabs()),
                                    "view", view.text()));
                })
                .orElseGet(() -> removed(member, app, slug));
    }

    /** Asked under each diagnosis. */
    @PostMapping("/apps/{app}/{environment}/versions/{number}/diagnosis")
    ModelAndView answer(
            Member member,
            @PathVariable("app") String name,
            @PathVariable String environment,
            @PathVariable String number,
            @RequestParam String code,
            @RequestParam boolean correct,
            Words words,
            HtmxRequest htmx) {
        var page = dashboard
                .answer(member, Places.app(name), Places.slug(environment), Places.generation(number), code, correct)
                .orElseThrow(Places.absent());
        return htmx.seeOther(page, words.message("dashboard.answered"));
    }

    /** What was there, and was removed, is said to be gone; where nothing was, nothing is said. */
    private ModelAndView removed(Member member, AppName app, EnvironmentSlug slug) {
        var absent = dashboard.application(member, app).stream()
                .noneMatch(each -> each.slug().equals(slug.value()));
        Removed removed =
                dashboard.removed(member, app, slug).filter(gone -> absent).orElseThrow(Places.absent());
        return new ModelAndView("dashboard/removed", Map.of("removed", removed), HttpStatus.GONE);
    }
}
