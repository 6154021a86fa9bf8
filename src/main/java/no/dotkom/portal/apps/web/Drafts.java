package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.FieldProblem;
import no.dotkom.portal.apps.Registration;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the Register form into a registration, with everything that stands against it told at once. */
@Component
class Drafts {
    /** First words of our own addresses below {@code /apps}. */
    private static final Set<String> OUR_WORDS = Set.of("new", "review");

    private final Apps apps;
    private final SpecProposals specs;

    Drafts(Apps apps, SpecProposals specs) {
        this.apps = apps;
        this.specs = specs;
    }

    Draft read(Member member, RegisterForm form, Words words) {
        return draft(member, form, "", specs.read(form), words);
    }

    /** Without asking the registry once more: the answers come from Review. @param key the form's own */
    Draft readAgain(Member member, RegisterForm form, String key, Words words) {
        return draft(member, form, key, specs.readAgain(form), words);
    }

    private Draft draft(Member member, RegisterForm form, String key, SpecProposal proposal, Words words) {
        var errors = new FieldErrors();
        var name = name(form, errors);
        var team = team(member, form, name, errors);
        var complaints = new Complaints(words).addAll(errors);
        return switch (proposal) {
            case SpecProposal.Unreadable(var wrong) -> new Draft.Faulty(complaints.addAll(wrong));
            case SpecProposal.Readable(var spec, var image, var objections) -> {
                complaints.addAll(objections);
                if (name == null || team == null) {
                    yield new Draft.Faulty(complaints);
                }
                var registration = new Registration(name, team, spec, key);
                complaints.addAll(objections(member, form, registration));
                yield complaints.any() ? new Draft.Faulty(complaints) : new Draft.Sound(registration, image);
            }
        };
    }

    private List<FieldProblem> objections(Member member, RegisterForm form, Registration registration) {
        var problems = new ArrayList<FieldProblem>();
        var app = registration.name().app();
        problems.addAll(apps.objections(member, registration));
        if (!form.adding() && apps.owner(member, app).isPresent()) {
            problems.removeIf(problem -> problem.field().equals("environment"));
            problems.add(new FieldProblem("name", Problem.of("NAME-1", Map.of("name", app.value()))));
        }
        return problems;
    }

    private static @Nullable EnvironmentName name(RegisterForm form, FieldErrors errors) {
        var app = form.trimmed("name");
        var environment = form.trimmed("environment");
        if (!AppName.isValid(app)) {
            errors.add("name", app.isEmpty() ? "apps.error.name.empty" : "apps.error.name");
        } else if (OUR_WORDS.contains(app)) {
            errors.add("name", "apps.error.name.ours", app);
        }
        if (!EnvironmentSlug.isValid(environment)) {
            errors.add(
                    "environment", environment.isEmpty() ? "apps.error.environment.empty" : "apps.error.environment");
        }
        return errors.any() ? null : new EnvironmentName(new AppName(app), new EnvironmentSlug(environment));
    }

    /** The owner where the application exists, the only team of a member of one, else the answer. */
    private @Nullable TeamSlug team(
            Member member, RegisterForm form, @Nullable EnvironmentName name, FieldErrors errors) {
        if (name != null && form.adding()) {
            var owner = apps.owner(member, name.app());
            if (owner.isPresent()) {
                return owner.get();
            }
        }
        var mine = member.teamsAsDeveloper();
        var answer = form.trimmed("team");
        if (answer.isEmpty() && mine.size() == 1) {
            return mine.first();
        }
        if (!TeamSlug.isValid(answer)) {
            errors.add("team", answer.isEmpty() ? "apps.error.team.empty" : "apps.error.team");
            return null;
        }
        return new TeamSlug(answer);
    }
}
