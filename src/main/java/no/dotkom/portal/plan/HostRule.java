package no.dotkom.portal.plan;

import java.util.List;
import java.util.function.Predicate;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.Redirect;

/**
 * One listener rule that answers for hosts; changed in place, never deleted and made again.
 *
 * @param priority unique on its listener; the lowest number wins
 * @param hosts sorted; hosts and source addresses together are at most {@value #MOST_VALUES} (condition values of a rule)
 * @param sources source CIDR blocks, sorted; empty lets everybody in
 */
public record HostRule(int priority, List<HostName> hosts, List<String> sources, Answer answer) {
    /** Condition values a rule holds (aws-facts §3). */
    public static final int MOST_VALUES = 5;

    /** Numbers below are Terraform's (design.md decision 9). */
    public static final int PORTALS = 2000;

    /** What the load balancer does with a request. */
    public sealed interface Answer {
        /** Sends it to a target group, by its name; empty when a rule that was found does something else. */
        record Forward(String targetGroup) implements Answer {}

        /** Sends the visitor on with 301. @param path empty keeps path and query */
        record Redirect(HostName to, String path) implements Answer {}
    }

    public HostRule {
        hosts = hosts.stream().sorted().toList();
        sources = sources.stream().sorted().toList();
    }

    /** Forwards to {@code targetGroup}. */
    public HostRule(int priority, List<HostName> hosts, List<String> sources, String targetGroup) {
        this(priority, hosts, sources, new Answer.Forward(targetGroup));
    }

    static HostRule of(int priority, Redirect redirect, List<String> sources) {
        var answer = new Answer.Redirect(redirect.to(), redirect.path());
        return new HostRule(priority, List.of(redirect.from()), sources, answer);
    }

    /** The same for some of its hosts. */
    HostRule only(Predicate<HostName> which) {
        return new HostRule(priority, hosts.stream().filter(which).toList(), sources, answer);
    }

    /** The name of the target group it forwards to; empty for a redirect. */
    public String targetGroup() {
        return switch (answer) {
            case Answer.Forward(var name) -> name;
            case Answer.Redirect _ -> "";
        };
    }

    /** {@code www.grades.no → grades.no}, or the hosts alone where it forwards. */
    public String text() {
        var names = String.join(", ", hosts.stream().map(HostName::value).toList());
        return switch (answer) {
            case Answer.Forward _ -> names;
            case Answer.Redirect(var to, var path) -> names + " → " + to + path;
        };
    }
}
