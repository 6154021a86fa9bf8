package no.dotkom.portal.dashboard.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.dashboard.Health;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.CurrentApplication;
import no.dotkom.portal.ui.RailLink;
import no.dotkom.portal.ui.Topic;
import no.dotkom.portal.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What an address names, and what pages of one application share: their rail and what they follow. */
final class Places {
    static final String TASK = "[0-9a-f]{32}";
    private static final String NUMBER = "[1-9][0-9]{0,14}";
    /** The age of the picture, and whether any node speaks, which no row of a page tells of. */
    static final Topic WATCH = Topic.of("watch");

    private Places() {}

    static AppName app(String text) {
        return Optional.of(text).filter(AppName::isValid).map(AppName::new).orElseThrow(absent());
    }

    static EnvironmentSlug slug(String text) {
        return Optional.of(text)
                .filter(EnvironmentSlug::isValid)
                .map(EnvironmentSlug::new)
                .orElseThrow(absent());
    }

    /** The environment that an address names, among those of its application that may be seen. */
    static Situation at(List<Situation> tabs, String environment) {
        var slug = slug(environment).value();
        return tabs.stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow(absent());
    }

    static Generation generation(String text) {
        return new Generation(number(text));
    }

    static long number(String text) {
        return Optional.of(text)
                .filter(each -> each.matches(NUMBER))
                .map(Long::parseLong)
                .orElseThrow(absent());
    }

    /** The id of a task, as AWS makes them. */
    static String task(String text) {
        return Optional.of(text).filter(each -> each.matches(TASK)).orElseThrow(absent());
    }

    /** What is not there and what may not be seen are the same. */
    static Supplier<ResponseStatusException> absent() {
        return () -> new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** For those who may change it; others learn that they may not. */
    static void changeable(Member member, Situation now) {
        if (!member.may(Role.DEVELOPER, now.environment().ref().team())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** Why a change was refused, in words, for a form without fields. */
    static List<String> refusals(Refused why, Words words) {
        return why.problems().stream()
                .map(each -> words.problem(each.problem()))
                .toList();
    }

    /** The rail of a page about {@code now}. @param here the page belongs to this place, though its address differs */
    static CurrentApplication current(Situation now, List<Situation> tabs, String here) {
        var path = now.path();
        var deployments = path + "/deployments";
        return new CurrentApplication(
                now.app(),
                worst(tabs),
                List.of(
                        RailLink.to(path, "overview", "dashboard.nav.overview"),
                        RailLink.to(path + "/tasks", "tasks", "dashboard.nav.tasks")
                                .keyed("g t")
                                .hereWhen(here.equals("tasks")),
                        RailLink.to(path + "/logs", "logs", "dashboard.nav.logs")
                                .keyed("g l"),
                        RailLink.to(path + "/metrics", "metrics", "dashboard.nav.metrics")
                                .keyed("g m"),
                        RailLink.to(deployments, "deploy", "dashboard.nav.deployments")
                                .counting(now.environment().generation().number())
                                .keyed("g d")
                                .hereWhen(here.equals("deployments")),
                        RailLink.to(path + "/domains", "globe", "dashboard.nav.domains")
                                .counting(now.hosts().size() + now.redirects().size()),
                        RailLink.to(path + "/activity", "audit", "dashboard.nav.activity")
                                .hereWhen(here.equals("activity")),
                        RailLink.to(path + "/secrets", "lock", "dashboard.nav.secrets")
                                .hereWhen(here.equals("secrets")),
                        RailLink.to(path + "/settings", "settings", "dashboard.nav.settings")));
    }

    /** The health of an application is that of the worst of its environments. */
    static String worst(List<Situation> tabs) {
        return Health.worst(tabs.stream().map(Situation::health).toList()).word();
    }

    static List<Topic> topics(List<Situation> tabs) {
        return Stream.concat(tabs.stream().map(each -> Topic.of("env", each.id())), Stream.of(WATCH))
                .toList();
    }
}
