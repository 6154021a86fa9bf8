package no.dotkom.portal.apps.web;

import java.util.LinkedHashMap;
import java.util.Map;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Trusts;
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

/** Which workflows may deploy an environment, and what to copy into theirs. */
@Controller
@RequestMapping("/apps/{app}/{environment}/workflows")
class WorkflowsController {
    private static final String VIEW = "apps/workflows";

    private final Addresses addresses;
    private final EnvironmentPages pages;
    private final Trusts trusts;
    private final Snippets snippets;

    WorkflowsController(Addresses addresses, EnvironmentPages pages, Trusts trusts, Snippets snippets) {
        this.addresses = addresses;
        this.pages = pages;
        this.trusts = trusts;
        this.snippets = snippets;
    }

    @GetMapping
    ModelAndView page(
            Member member, @PathVariable String app, @PathVariable String environment, Words words, HtmxRequest htmx) {
        var found = addresses.environment(member, app, environment);
        return htmx.page(VIEW, "content", model(member, found, WorkflowForm.EMPTY, new FieldErrors(), words));
    }

    @PostMapping
    ModelAndView add(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(defaultValue = "") String repository,
            @RequestParam(defaultValue = "") String repositoryId,
            @RequestParam(defaultValue = "") String ownerId,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String place,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var form = new WorkflowForm(repository, repositoryId, ownerId, kind, place);
        var errors = form.errors();
        var rule = form.rule();
        var ref = found.ref();
        if (rule.isPresent() && !trusts.add(member, ref.id(), ref.name(), rule.get())) {
            errors = new FieldErrors().add("repository", Problem.of("TRUST-1"));
        }
        return errors.any()
                ? htmx.refused(VIEW, "content", model(member, found, form, errors, words))
                : htmx.seeOther(Addresses.of(ref) + "/workflows", words.message("apps.workflows.added"));
    }

    @PostMapping("/{id}/remove")
    ModelAndView remove(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @PathVariable String id,
            Words words,
            HtmxRequest htmx) {
        var found = addresses.changeable(member, app, environment);
        var ref = found.ref();
        Addresses.id(id).ifPresent(trust -> trusts.remove(member, ref.id(), ref.name(), trust));
        return htmx.seeOther(Addresses.of(ref) + "/workflows", words.message("apps.workflows.removed"));
    }

    private Map<String, Object> model(
            Member member, EnvironmentDetails found, WorkflowForm form, FieldErrors errors, Words words) {
        var model = pages.model(member, found, "workflows", words);
        var known = trusts.of(found.ref().id());
        model.put("trusts", known);
        model.put("form", form);
        model.put("kinds", kinds(words));
        model.put("errors", errors);
        model.put("workflow", snippets.workflow(found, known.stream().findFirst()));
        model.put("curl", snippets.curl(found));
        model.put("audience", snippets.audience());
        return model;
    }

    private static Map<String, String> kinds(Words words) {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : new String[] {"branch", "tag", "environment"}) {
            kinds.put(kind, words.message("apps.workflows.kind." + kind));
        }
        return kinds;
    }
}
