package no.dotkom.portal.apps.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Ingress;
import no.dotkom.portal.model.Redirect;

/** What was answered to Redirects: one a line, from where and to where; or why it is none. */
sealed interface RedirectAnswer {
    /** Each takes one of the hundred rules of the load balancer. */
    int MOST = 10;

    Pattern BETWEEN = Pattern.compile("\\s*(?:→|->|=>)\\s*|\\s+");

    record Redirects(List<Redirect> redirects) implements RedirectAnswer {}

    /** @param key of the sentence */
    record Wrong(String key, List<String> values) implements RedirectAnswer {
        static Wrong of(String key, Object... values) {
            return new Wrong(key, List.of(values).stream().map(String::valueOf).toList());
        }
    }

    /** As it is typed: one a line. */
    static String write(List<Redirect> redirects) {
        return redirects.stream().map(Redirect::toString).collect(Collectors.joining("\n"));
    }

    static RedirectAnswer read(String typed, List<HostName> served) {
        var lines = typed.lines().map(String::strip).toList();
        var redirects = new ArrayList<Redirect>();
        var taken = new HashSet<>(served);
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isEmpty()) {
                continue;
            }
            switch (line(i + 1, line)) {
                case Wrong wrong -> {
                    return wrong;
                }
                case Redirects(var one) -> {
                    var from = one.getFirst().from();
                    if (!taken.add(from)) {
                        var key = served.contains(from) ? "apps.error.redirects.served" : "apps.error.redirects.twice";
                        return Wrong.of(key, i + 1, from);
                    }
                    redirects.addAll(one);
                }
            }
        }
        return all(redirects);
    }

    private static RedirectAnswer all(List<Redirect> redirects) {
        if (redirects.size() > MOST) {
            return Wrong.of("apps.error.redirects.many", MOST);
        }
        var round = Ingress.Http.round(redirects);
        return round.isEmpty()
                ? new Redirects(redirects)
                : Wrong.of("apps.error.redirects.round", round.getFirst().from());
    }

    private static RedirectAnswer line(int number, String line) {
        var parts = BETWEEN.split(line);
        if (parts.length != 2 || parts[0].isEmpty()) {
            return Wrong.of("apps.error.redirects.line", number);
        }
        var slash = parts[1].indexOf('/');
        var host = slash < 0 ? parts[1] : parts[1].substring(0, slash);
        var path = slash < 0 || parts[1].length() == slash + 1 ? "" : parts[1].substring(slash);
        var from = HostName.parse(parts[0]);
        var to = HostName.parse(host);
        if (parts[0].contains("/") || parts[1].contains("://")) {
            return Wrong.of("apps.error.redirects.scheme", number);
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Wrong.of("apps.error.redirects.host", number, from.isEmpty() ? parts[0] : host);
        }
        if (!path.isEmpty() && !Redirect.isPath(path)) {
            return Wrong.of("apps.error.redirects.path", number);
        }
        return from.equals(to)
                ? Wrong.of("apps.error.redirects.itself", number, from.get())
                : new Redirects(List.of(new Redirect(from.get(), to.get(), path)));
    }
}
