package no.dotkom.portal.dashboard.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.dashboard.ApplicationsView;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.Filter;
import no.dotkom.portal.dashboard.Removed;
import no.dotkom.portal.dashboard.Situation;
import no.dotkom.portal.dashboard.metrics.Trends;
import no.dotkom.portal.dashboard.secrets.SecretPages;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.ui.PageRegions;
import no.dotkom.portal.ui.RegionWriter;
import no.dotkom.portal.ui.Topic;
import org.springframework.stereotype.Component;

/** The live parts of the room's pages. */
@Component
class DashboardRegions implements PageRegions {
    private final Dashboard dashboard;
    private final Trends trends;
    private final SecretPages secrets;

    DashboardRegions(Dashboard dashboard, Trends trends, SecretPages secrets) {
        this.dashboard = dashboard;
        this.trends = trends;
        this.secrets = secrets;
    }

    @Override
    public boolean handles(Topic topic) {
        return switch (topic.kind()) {
            case "apps", "watch", "trends" -> topic.id().isEmpty();
            case "env" -> PageName.id(topic.id()).isPresent();
            default -> false;
        };
    }

    @Override
    public boolean mayFollow(Topic topic, Member member) {
        return topic.kind().equals("env")
                ? dashboard.mayFollow(member, EnvironmentId.parse(topic.id()))
                : !member.outsider();
    }

    @Override
    public void write(Topic topic, String view, Member member, RegionWriter to) {
        PageName.parse(view).ifPresent(page -> {
            switch (page) {
                case PageName.Applications _ -> applications(topic, member, to);
                case PageName.Overview(var id) -> overview(id, topic, member, to);
                case PageName.Rollout rollout -> rollout(rollout, topic, member, to);
                case PageName.Deployments(var id) -> deployments(id, topic, member, to);
                case PageName.TabsOnly(var place, var id) -> tabsOnly(id, "/" + place, topic, member, to);
                case PageName.Drift(var id) -> drift(id, topic, member, to);
                case PageName.Secrets(var id) -> secrets(id, topic, member, to);
                case PageName.Tasks(var id) -> tasks(id, topic, member, to);
                case PageName.Activity activity -> activity(activity, topic, member, to);
                case PageName.Task(var id, var task) -> task(id, task, topic, member, to);
            }
        });
    }

    private void applications(Topic topic, Member member, RegionWriter to) {
        if (topic.equals(TrendsController.TOPIC)) {
            sparks(member, to);
            return;
        }
        if (topic.kind().equals("env")) {
            dashboard.row(member, EnvironmentId.parse(topic.id())).ifPresent(row -> row(row, to));
        } else {
            dashboard.applications(member, Filter.ALL).groups().stream()
                    .flatMap(group -> group.rows().stream())
                    .forEach(row -> row(row, to));
        }
        to.event("applications-changed", "");
    }

    private void sparks(Member member, RegionWriter to) {
        var rows = TrendsController.rows(dashboard.applications(member, Filter.ALL));
        var sparks = trends.ofRows(rows);
        rows.stream()
                .filter(now -> sparks.containsKey(now.id()))
                .forEach(now -> to.region(
                        "spark-" + now.id(), "dashboard/_row :: spark", Map.of("now", now, "sparks", sparks)));
    }

    private void row(ApplicationsView.Row row, RegionWriter to) {
        var sparks = trends.ofRows(List.of(row.now()));
        to.region("app-" + row.now().id(), "dashboard/_row :: row", Map.of("row", row, "sparks", sparks));
    }

    private void overview(EnvironmentId id, Topic topic, Member member, RegionWriter to) {
        var name = name(id, topic, member, to);
        name.flatMap(each -> dashboard.overview(member, each.app(), each.slug()))
                .ifPresent(overview -> {
                    tabs(overview.now(), overview.tabs(), to);
                    if (about(id, topic)) {
                        to.region("actions", "dashboard/_overview-actions :: actions", Map.of("overview", overview));
                        to.region(
                                "overview",
                                "dashboard/_overview :: overview",
                                Map.of(
                                        "overview", overview,
                                        "now", overview.now(),
                                        "trends", trends.ofPage(overview.now())));
                    }
                });
    }

    private void rollout(PageName.Rollout page, Topic topic, Member member, RegionWriter to) {
        var id = page.environment();
        var name = name(id, topic, member, to);
        name.flatMap(each -> dashboard.rollout(member, each.app(), each.slug(), page.generation()))
                .ifPresent(rollout -> {
                    tabs(rollout.now(), rollout.tabs(), to);
                    if (about(id, topic)) {
                        to.region("actions", "dashboard/_rollout-actions :: actions", Map.of("rollout", rollout));
                        to.region("overview", "dashboard/_rollout :: rollout", Map.of("rollout", rollout));
                    }
                });
    }

    private void deployments(EnvironmentId id, Topic topic, Member member, RegionWriter to) {
        var name = name(id, topic, member, to);
        name.flatMap(each -> dashboard.deployments(member, each.app(), each.slug(), Long.MAX_VALUE))
                .ifPresent(list -> {
                    tabs(list.now(), list.tabs(), to);
                    if (about(id, topic)) {
                        to.region("overview", "dashboard/_versions :: versions", Map.of("deployments", list));
                    }
                });
    }

    private void tabsOnly(EnvironmentId id, String place, Topic topic, Member member, RegionWriter to) {
        var name = name(id, topic, member, to);
        name.map(each -> dashboard.application(member, each.app()))
                .ifPresent(tabs -> tabs.stream()
                        .filter(each -> each.id().equals(id.toString()))
                        .forEach(now -> tabs(now, tabs, place, to)));
    }

    private void drift(EnvironmentId id, Topic topic, Member member, RegionWriter to) {
        var name = name(id, topic, member, to);
        name.flatMap(each -> dashboard.drift(member, each.app(), each.slug())).ifPresent(drift -> {
            tabs(drift.now(), drift.tabs(), to);
            if (about(id, topic)) {
                to.region("overview", "dashboard/_drift :: drift", Map.of("drift", drift));
            }
        });
    }

    /** The list alone: what is being typed below it stays. */
    private void secrets(EnvironmentId id, Topic topic, Member member, RegionWriter to) {
        tabsOnly(id, "/secrets", topic, member, to);
        if (about(id, topic)) {
            dashboard
                    .find(member, id)
                    .map(each -> dashboard.application(member, each.ref().name().app()))
                    .ifPresent(tabs -> tabs.stream()
                            .filter(each -> each.id().equals(id.toString()))
                            .forEach(now -> to.region(
                                    "secrets",
                                    "dashboard/_secrets :: secrets",
                                    Map.of("list", secrets.page(member, now)))));
        }
    }

    private void tasks(EnvironmentId id, Topic topic, Member member, RegionWriter to) {
        var name = name(id, topic, member, to);
        name.flatMap(each -> dashboard.tasks(member, each.app(), each.slug(), null))
                .ifPresent(list -> {
                    tabs(list.now(), list.tabs(), to);
                    if (about(id, topic)) {
                        to.region("overview", "dashboard/_tasks :: list", Map.of("list", list, "now", list.now()));
                    }
                });
    }

    private void task(EnvironmentId id, String task, Topic topic, Member member, RegionWriter to) {
        var name = name(id, topic, member, to);
        name.flatMap(each -> dashboard.task(member, each.app(), each.slug(), task))
                .ifPresent(detail -> {
                    tabs(detail.now(), detail.tabs(), to);
                    if (about(id, topic)) {
                        to.region("overview", "dashboard/_task :: task", Map.of("detail", detail, "now", detail.now()));
                    }
                });
    }

    /** What came since is counted; the list stays as its reader has it. */
    private void activity(PageName.Activity page, Topic topic, Member member, RegionWriter to) {
        var id = page.environment();
        name(id, topic, member, to).ifPresent(name -> {
            var tabs = dashboard.application(member, name.app());
            tabs.stream()
                    .filter(each -> each.slug().equals(name.slug().value()))
                    .findFirst()
                    .ifPresent(now -> {
                        tabs(now, tabs, to);
                        var fresh = dashboard.activitySince(now, tabs, page.choice(), page.newest());
                        to.region("fresh", "dashboard/_activity :: fresh", Map.of("fresh", fresh));
                    });
        });
    }

    /** A sibling's change shows in the tabs alone. */
    private static boolean about(EnvironmentId id, Topic topic) {
        return !topic.kind().equals("env") || topic.id().equals(id.toString());
    }

    /** The name of what a page is about; when that was removed, the page says so instead. */
    private Optional<EnvironmentName> name(EnvironmentId id, Topic topic, Member member, RegionWriter to) {
        var found = dashboard.find(member, id).map(each -> each.ref().name());
        if (found.isEmpty() && about(id, topic)) {
            dashboard.removed(member, id).ifPresent(removed -> gone(removed, to));
        }
        return found;
    }

    private static void gone(Removed removed, RegionWriter to) {
        to.region("actions", "dashboard/_gone :: actions", Map.of());
        to.region("tabs", "dashboard/_gone :: tabs", Map.of());
        to.region("overview", "dashboard/_gone :: gone", Map.of("removed", removed));
    }

    /** What every page of an application shows of its environments. */
    private static void tabs(Situation now, List<Situation> tabs, RegionWriter to) {
        tabs(now, tabs, "", to);
    }

    /** @param place the page of the other environments that the tabs lead to */
    private static void tabs(Situation now, List<Situation> tabs, String place, RegionWriter to) {
        to.region("tabs", "dashboard/_tabs :: tabs", Map.of("now", now, "tabs", tabs, "place", place));
        to.region("rail-health", "fragments/rail :: health", Map.of("state", Places.worst(tabs)));
    }
}
