package no.dotkom.portal.admin.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Advice;
import no.dotkom.portal.apps.port.Strangers;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.ui.Words;

/**
 * A service of others as a page shows it before anybody adopts it.
 *
 * @param advice what the portal would do otherwise, and will keep as it is
 */
record FoundView(List<Fact> facts, List<String> advice) {
    /** One line. @param code true when the value is set as code */
    record Fact(String name, String value, boolean code) {}

    static FoundView of(Strangers.Adoptable found, Words words) {
        var spec = found.spec();
        var facts = new ArrayList<Fact>();
        facts.add(fact("image", spec.image().toString(), true, words));
        if (spec.ingress() instanceof Ingress.Http http) {
            var hosts = http.hosts().stream().map(HostName::value).collect(Collectors.joining(", "));
            facts.add(fact("domain", hosts, false, words));
            facts.add(fact("port", Integer.toString(http.port()), false, words));
            facts.add(fact("healthPath", http.health().path(), true, words));
        }
        var size = spec.size();
        facts.add(fact(
                "size",
                words.message("apps.size.numbers", size.cpu(), size.memoryReserved(), size.memoryLimit()),
                false,
                words));
        facts.add(fact("count", Integer.toString(found.paused() ? 0 : spec.count()), false, words));
        facts.add(fact("architecture", spec.architecture().word(), false, words));
        facts.add(fact("variables", Integer.toString(spec.variables().values().size()), false, words));
        found.resources()
                .forEach(
                        resource -> facts.add(new Fact(words.message("admin.adopt.resource"), resource.value(), true)));
        return new FoundView(facts, advice(found, words));
    }

    private static Fact fact(String name, String value, boolean code, Words words) {
        return new Fact(words.message("apps." + name), value, code);
    }

    private static List<String> advice(Strangers.Adoptable found, Words words) {
        return Advice.on(found.spec(), found.asFound()).stream()
                .map(each -> words.message("apps.advice." + each.name()))
                .toList();
    }
}
