package no.dotkom.portal.apps.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import no.dotkom.portal.apps.AppPlaces;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Obstacle;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What all pages that change one environment have in common: what they show of it, and how a change is taken. */
@Component
class EnvironmentPages {
    private final Apps apps;
    private final ObjectProvider<AppPlaces> places;

    EnvironmentPages(Apps apps, ObjectProvider<AppPlaces> places) {
        this.apps = apps;
        this.places = places;
    }

    /** What every template about one environment is given. @param page the last part of its path */
    Map<String, Object> model(Member member, EnvironmentDetails environment, String page, Words words) {
        var ref = environment.ref();
        var base = Addresses.of(ref);
        var model = new HashMap<String, Object>();
        model.put("environment", ref);
        model.put("base", base);
        model.put("expected", environment.generation().number());
        model.put(
                "title",
                words.message(
                        "apps." + page + ".title", ref.name().app(), ref.name().slug()));
        model.put("obstacle", obstacle(member, environment, words));
        var at = places.getIfAvailable();
        if (at != null) {
            model.put("current", at.of(member, ref, base + "/" + page));
        }
        return model;
    }

    /** Why this member cannot change it now, in a sentence; empty when nothing stands in the way. */
    private static String obstacle(Member member, EnvironmentDetails environment, Words words) {
        return Obstacle.of(member, environment).map(words::problem).orElse("");
    }

    /**
     * Takes one change and goes to its rollout. A change sent twice goes to what the first one made.
     *
     * @param same whether a version is what this change asks for
     * @param refused the page that tells why not
     */
    ModelAndView accept(
            Member member,
            EnvironmentDetails environment,
            Generation expected,
            Predicate<Version> same,
            Supplier<Generation> change,
            HtmxRequest htmx,
            Function<Refused, ModelAndView> refused) {
        try {
            return htmx.seeOther(Addresses.rollout(environment.ref(), change.get()));
        } catch (Refused why) {
            allowed(why);
            var made = again(member, environment, expected, same);
            return made == null ? refused.apply(why) : htmx.seeOther(Addresses.rollout(environment.ref(), made));
        }
    }

    /** The version that the same member's same change made a moment ago, or null. */
    private @Nullable Generation again(
            Member member, EnvironmentDetails environment, Generation expected, Predicate<Version> same) {
        return apps.version(environment.ref(), expected.next())
                .filter(version -> version.authorName().equals(member.name()))
                .filter(same)
                .map(Version::generation)
                .orElse(null);
    }

    /** A change without the right to it is no page of the form's. */
    private static void allowed(Refused why) {
        var forbidden = why.problems().stream()
                .anyMatch(problem -> Objects.equals(problem.problem().code(), "RIGHT-1"));
        if (forbidden) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** Where a small form's change cannot be taken: the sentence and the way back. */
    ModelAndView refused(Member member, EnvironmentDetails environment, Refused why, Words words, HtmxRequest htmx) {
        var model = model(member, environment, "refused", words);
        model.put("banners", new Complaints(words).addAll(why.problems()).banners());
        return htmx.refused("apps/refused", "content", model);
    }
}
