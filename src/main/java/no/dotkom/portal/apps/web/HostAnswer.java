package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Platform;

/** What was answered to Domain: host names, divided by commas, space or lines; or why it is none. */
sealed interface HostAnswer {
    /** Ten rules of five hosts each would fill a listener with one application. */
    int MOST = 20;

    Pattern ADDRESS = Pattern.compile("\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]+]?|[0-9]+(\\.[0-9]+){3}");
    Pattern PORT = Pattern.compile(".*:[0-9]*");

    record Hosts(List<HostName> hosts) implements HostAnswer {}

    /** @param key of the sentence, {@code value} what it is about */
    record Wrong(String key, String value) implements HostAnswer {}

    static HostAnswer read(RegisterForm form, Platform platform) {
        var typed = List.of(form.trimmed("domain").split("[\\s,;]+"));
        if (typed.equals(List.of(""))) {
            return usual(form, platform);
        }
        if (typed.size() > MOST) {
            return new Wrong("apps.error.domain.many", String.valueOf(MOST));
        }
        var hosts = new ArrayList<HostName>();
        for (var each : typed) {
            var host = HostName.parse(each);
            if (host.isEmpty()) {
                return new Wrong(reason(each), each);
            }
            hosts.add(host.get());
        }
        return new Hosts(hosts);
    }

    /** Production has the application's own name, other environments carry theirs behind it. */
    static HostAnswer usual(RegisterForm form, Platform platform) {
        var app = form.trimmed("name");
        var environment = form.trimmed("environment");
        if (!AppName.isValid(app) || !EnvironmentSlug.isValid(environment)) {
            return new Wrong("apps.error.domain.empty", "");
        }
        var label = environment.equals("production") ? app : app + "-" + environment;
        return HostName.parse(label + "." + platform.zones().getFirst().name())
                .<HostAnswer>map(host -> new Hosts(List.of(host)))
                .orElseGet(() -> new Wrong("apps.error.domain.empty", ""));
    }

    /** The first thing about {@code typed} that no host name has. */
    private static String reason(String typed) {
        if (typed.contains("*") || typed.contains("?")) {
            return "apps.error.domain.wildcard";
        }
        if (typed.contains("@")) {
            return "apps.error.domain.user";
        }
        if (typed.contains("/") || typed.contains("\\")) {
            return "apps.error.domain.address";
        }
        if (ADDRESS.matcher(typed).matches()) {
            return "apps.error.domain.ip";
        }
        if (PORT.matcher(typed).matches()) {
            return "apps.error.domain.port";
        }
        if (typed.length() > 128) {
            return "apps.error.domain.long";
        }
        return typed.contains(".") ? "apps.error.domain" : "apps.error.domain.label";
    }
}
