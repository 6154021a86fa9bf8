package no.dotkom.portal.apps.web;

import java.util.LinkedHashMap;
import java.util.Map;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Obstacle;
import no.dotkom.portal.identity.ApiTokens;
import no.dotkom.portal.identity.ApiTokens.Making;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.HtmxRequest;
import no.dotkom.portal.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The API tokens of an environment. A token that was made stands in the answer to its form and nowhere else: were it to
 * outlive a redirect, it would have to lie in the session, which lies in the database.
 */
@Controller
@RequestMapping("/apps/{app}/{environment}/tokens")
class TokensController {
    private static final String VIEW = "apps/tokens";

    private final Addresses addresses;
    private final EnvironmentPages pages;
    private final ApiTokens tokens;
    private final Snippets snippets;

    TokensController(Addresses addresses, EnvironmentPages pages, ApiTokens tokens, Snippets snippets) {
        this.addresses = addresses;
        this.pages = pages;
        this.tokens = tokens;
        this.snippets = snippets;
    }

    @GetMapping
    ModelAndView page(
            Member member, @PathVariable String app, @PathVariable String environment, Words words, HtmxRequest htmx) {
        var found = addresses.environment(member, app, environment);
        return htmx.page(VIEW, "content", model(member, found, TokenForm.empty(), new FieldErrors(), words));
    }

    @PostMapping
    ModelAndView make(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String key,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var form = new TokenForm(name, scope, days, key);
        var errors = form.errors();
        Obstacle.of(member, found).ifPresent(obstacle -> errors.add("name", obstacle));
        var wish = form.wish();
        if (errors.any() || wish.isEmpty()) {
            return htmx.refused(VIEW, "content", model(member, found, form, errors, words));
        }
        return switch (tokens.make(member, place(found), wish.get())) {
            case Making.Made made -> made(member, found, made, words, htmx);
            case Making.Before _ -> {
                var model = model(member, found, TokenForm.empty(), new FieldErrors(), words);
                model.put("before", true);
                yield htmx.page(VIEW, "content", model);
            }
            case Making.TooMany _ -> {
                errors.add("name", Problem.of("TOKEN-1", Map.of("most", String.valueOf(ApiTokens.MOST))));
                yield htmx.refused(VIEW, "content", model(member, found, form, errors, words));
            }
        };
    }

    private ModelAndView made(
            Member member, EnvironmentDetails found, Making.Made made, Words words, HtmxRequest htmx) {
        var model = model(member, found, TokenForm.empty(), new FieldErrors(), words);
        model.put("made", made.token());
        model.put("text", made.text());
        model.put("curl", snippets.curl(found, made.token().scope(), made.text()));
        return htmx.page(VIEW, "content", model);
    }

    @PostMapping("/{id}/revoke")
    ModelAndView revoke(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String id,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        Addresses.id(id).ifPresent(token -> tokens.revoke(member, place(found), token));
        return htmx.seeOther(Addresses.of(found.ref()) + "/tokens", words.message("apps.tokens.revoked"));
    }

    private static ApiTokens.Place place(EnvironmentDetails found) {
        var ref = found.ref();
        return new ApiTokens.Place(ref.id(), ref.name(), ref.team());
    }

    private Map<String, Object> model(
            Member member, EnvironmentDetails found, TokenForm form, FieldErrors errors, Words words) {
        var model = pages.model(member, found, "tokens", words);
        model.put("tokens", tokens.of(found.ref().id()));
        model.put("may", member.may(Role.DEVELOPER, found.ref().team()));
        model.put(
                "obstacle",
                Obstacle.of(member, found).map(why -> told(why, words)).orElse(""));
        model.put("form", form);
        model.put("scopes", choices(words, "apps.tokens.scope.", "deploy", "read"));
        model.put("lives", lives(words));
        model.put("errors", errors);
        return model;
    }

    /** Also who can take it away. */
    private static String told(Problem obstacle, Words words) {
        return words.problem(obstacle) + " " + words.action(obstacle) + ".";
    }

    private static Map<String, String> choices(Words words, String key, String... values) {
        var choices = new LinkedHashMap<String, String>();
        for (var value : values) {
            choices.put(value, words.message(key + value));
        }
        return choices;
    }

    private static Map<String, String> lives(Words words) {
        var lives = new LinkedHashMap<String, String>();
        ApiTokens.DAYS.forEach(days -> lives.put(days.toString(), words.message("apps.tokens.days", days)));
        return lives;
    }
}
