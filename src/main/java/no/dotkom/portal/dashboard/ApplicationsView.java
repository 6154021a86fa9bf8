package no.dotkom.portal.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.dotkom.portal.identity.Member;

/**
 * The list of applications.
 *
 * @param groups the environments that are shown, by application
 * @param states how many there are of each health, of those that text and owner let through
 * @param mine applications of the reader's teams; {@code all} that the reader may see
 */
public record ApplicationsView(Filter filter, List<Group> groups, Map<Health, Long> states, long mine, long all) {
    /** An application with its environments. */
    public record Group(String name, List<Row> rows) {}

    /** An environment. @param cause what stands under its health */
    public record Row(Situation now, List<Sentence> cause) {
        static Row of(Situation situation) {
            return new Row(situation, Verdicts.cause(situation));
        }
    }

    static ApplicationsView of(Member member, Filter filter, List<Situation> situations) {
        var named = situations.stream()
                .filter(each -> filter.whose(member, each) && filter.named(each))
                .toList();
        return new ApplicationsView(
                filter,
                groups(named.stream().filter(filter::healthy).toList()),
                states(named),
                count(situations.stream()
                        .filter(each -> member.teams()
                                .containsKey(each.environment().ref().team()))
                        .toList()),
                count(situations));
    }

    private static List<Group> groups(List<Situation> shown) {
        var byApp = shown.stream()
                .collect(Collectors.groupingBy(
                        Situation::app, LinkedHashMap::new, Collectors.mapping(Row::of, Collectors.toList())));
        var groups = new ArrayList<Group>();
        byApp.forEach((name, rows) -> groups.add(new Group(name, rows)));
        return groups;
    }

    /** Worst first; those that nothing has are left out. */
    private static Map<Health, Long> states(List<Situation> named) {
        var counted = named.stream().collect(Collectors.groupingBy(Situation::health, Collectors.counting()));
        return Arrays.stream(Health.values())
                .filter(counted::containsKey)
                .collect(Collectors.toMap(Function.identity(), counted::get, (a, b) -> a, LinkedHashMap::new));
    }

    private static long count(List<Situation> situations) {
        return situations.stream().map(Situation::app).distinct().count();
    }

    public long environments() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    public long shown() {
        return groups.stream().mapToLong(group -> group.rows().size()).sum();
    }

    /** True when the reader has nothing at all to see. */
    public boolean empty() {
        return all == 0;
    }

    /** True when some of what may be seen belongs to others: then whose is asked. */
    public boolean others() {
        return all > mine;
    }
}
