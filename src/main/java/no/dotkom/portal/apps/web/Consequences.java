package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Intent;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.ui.Words;

/**
 * What removal comes to, told before it is asked for.
 *
 * @param sentences what stops, with numbers
 * @param steps what is taken away on AWS
 */
record Consequences(List<String> sentences, List<String> steps) {
    static Consequences of(EnvironmentDetails environment, Platform platform, Words words) {
        var latest = environment.latest();
        var name = environment.ref().name();
        var sentences = new ArrayList<String>();
        if (latest.spec().ingress() instanceof Ingress.Http http) {
            var hosts = http.names().stream().map(HostName::value).collect(Collectors.joining(", "));
            sentences.add(words.message("apps.remove.hosts", hosts));
        }
        if (environment.intent() == Intent.RUN) {
            sentences.add(words.message("apps.remove.tasks", latest.spec().count()));
        }
        sentences.add(words.message("apps.remove.history", name.full()));
        var steps = SettingsPages.steps(Outlook.removed(name, latest, true, platform), words);
        return new Consequences(sentences, steps);
    }
}
