package no.dotkom.portal.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentRef;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Entry;
import no.dotkom.portal.audit.Query;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.reconcile.DriftNote;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads who did what to an application: its members, and others past the portal. */
@Component
class Activities {
    private static final int PAGE = 50;
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String FAILED = "version.failed";

    private final Audit audit;
    private final Apps apps;
    private final Headlines headlines;
    private final Clock clock;

    Activities(Audit audit, Apps apps, Headlines headlines, Clock clock) {
        this.audit = audit;
        this.apps = apps;
        this.headlines = headlines;
        this.clock = clock;
    }

    /** @param below {@link Long#MAX_VALUE} for the first page */
    ActivityView list(Situation now, List<Situation> tabs, ActivityView.Choice choice, long below) {
        var found = audit.read(query(now, tabs, choice), below, PAGE + 1);
        var page = found.stream().limit(PAGE).toList();
        var paths = tabs.stream()
                .collect(Collectors.toMap(tab -> tab.environment().ref().id().value(), Situation::path));
        var slugs = tabs.stream()
                .collect(Collectors.toMap(tab -> tab.environment().ref().id().value(), Situation::slug));
        var causes = causes(page, tabs);
        var older = found.size() > PAGE
                ? now.path() + "/activity?below=" + page.getLast().id() + choice.query()
                : null;
        return new ActivityView(
                now,
                tabs,
                choice,
                page.stream().map(entry -> row(entry, paths, slugs, causes)).toList(),
                below == Long.MAX_VALUE,
                older,
                page.isEmpty() ? 0 : page.getFirst().id());
    }

    /** How many deeds came after the newest that a page shows. */
    int since(Situation now, List<Situation> tabs, ActivityView.Choice choice, long newest) {
        return audit.since(query(now, tabs, choice), newest);
    }

    private Query query(Situation now, List<Situation> tabs, ActivityView.Choice choice) {
        var of = choice.all() ? tabs : List.of(now);
        return new Query(
                of.stream().map(each -> each.environment().ref().id().value()).toList(),
                clock.instant().minus(KEPT),
                choice.outside());
    }

    /** Why versions failed, by environment and number: by what is known today, as their own pages tell it. */
    private Map<UUID, Map<Long, Sentence>> causes(List<Entry> page, List<Situation> tabs) {
        return tabs.stream()
                .map(tab -> tab.environment().ref())
                .collect(Collectors.toMap(ref -> ref.id().value(), ref -> causes(page, ref)));
    }

    private Map<Long, Sentence> causes(List<Entry> page, EnvironmentRef environment) {
        var failed = page.stream()
                .filter(entry -> entry.action().equals(FAILED))
                .filter(entry -> environment.id().value().equals(entry.environment()))
                .map(Entry::generation)
                .filter(Objects::nonNull)
                .map(Generation::new)
                .collect(Collectors.toSet());
        return failed.isEmpty()
                ? Map.of()
                : headlines.told(environment, apps.versions(environment, failed)).stream()
                        .collect(
                                Collectors.toMap(version -> version.generation().number(), Verdicts::why));
    }

    private static ActivityView.Row row(
            Entry entry, Map<UUID, String> paths, Map<UUID, String> slugs, Map<UUID, Map<Long, Sentence>> causes) {
        var generation = entry.generation();
        return new ActivityView.Row(
                entry.id(),
                entry.at(),
                entry.ofTheLoop() ? "" : entry.actorName(),
                entry.outside(),
                entry.ofTheLoop(),
                slugs.getOrDefault(entry.environment(), ""),
                what(entry),
                generation == null || !entry.action().startsWith("version.")
                        ? null
                        : paths.get(entry.environment()) + "/versions/" + generation,
                detail(entry, causes));
    }

    private static @Nullable Sentence detail(Entry entry, Map<UUID, Map<Long, Sentence>> causes) {
        var cause = entry.action().equals(FAILED)
                ? causes.getOrDefault(entry.environment(), Map.of()).get(entry.generation())
                : null;
        if (cause != null) {
            return cause;
        }
        return drift(entry) ? null : DeploymentView.reason(entry.detail());
    }

    private static boolean drift(Entry entry) {
        return entry.action().startsWith("drift.");
    }

    private static Sentence what(Entry entry) {
        var version = "v" + entry.generation();
        return switch (entry.action()) {
            case "version.accept" ->
                Sentence.of(entry.outside() ? "dashboard.activity.outside" : "dashboard.activity.version", version);
            case "version.live" -> Sentence.of("dashboard.activity.live", version);
            case FAILED -> Sentence.of("dashboard.activity.failed", version);
            case "version.cancel" -> Sentence.of("dashboard.activity.cancel", version);
            case "policy.change" -> Sentence.of("dashboard.activity.policy");
            case "adoption.abandon" -> Sentence.of("dashboard.activity.abandon");
            case "secret.set" -> Sentence.of("dashboard.activity.secret.set");
            case "secret.remove" -> Sentence.of("dashboard.activity.secret.remove");
            case "token.make" -> Sentence.of("dashboard.activity.token.make");
            case "token.revoke" -> Sentence.of("dashboard.activity.token.revoke");
            case "trust.add" -> Sentence.of("dashboard.activity.trust.add");
            case "trust.remove" -> Sentence.of("dashboard.activity.trust.remove");
            case "session.show" -> Sentence.of("dashboard.activity.session");
            case DriftNote.NOTICED, DriftNote.OVER -> drifted(entry);
            // A deed that is newer than this list is told by its own name.
            default -> new Sentence.Quoted(entry.action());
        };
    }

    private static Sentence drifted(Entry entry) {
        return DriftNote.parse(entry.detail())
                .map(note -> drifted(note, entry.action().equals(DriftNote.OVER)))
                .orElseGet(() -> new Sentence.Quoted(entry.detail()));
    }

    private static Sentence drifted(DriftNote note, boolean over) {
        var setting = Sentence.of(
                note.about().isEmpty() ? "dashboard.activity.setting" : "dashboard.activity.settingOf",
                Sentence.of("dashboard.drift." + note.setting()),
                note.about());
        return over
                ? Sentence.of("dashboard.activity.over", setting)
                : Sentence.of("dashboard.activity.drift", setting, worded(note.wanted()), worded(note.found()));
    }

    private static Object worded(String value) {
        return value.isEmpty() ? Sentence.of("dashboard.activity.nothing") : value;
    }
}
