package no.dotkom.portal.dashboard;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.reconcile.Reconciliations;
import no.dotkom.portal.reconcile.Status;
import no.dotkom.portal.watch.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts environments together with what was last seen of them: the same few statements for one and for all. */
@Component
class Situations {
    private static final Comparator<Situation> PRODUCTION_FIRST = Comparator.comparing(
                    (Situation each) -> !each.environment().ref().name().slug().equals(EnvironmentSlug.PRODUCTION))
            .thenComparing(Situation::slug);

    private final Reconciliations reconciliations;
    private final Watch watch;
    private final DashboardRepository rows;
    private final DnsProblems dns;
    private final Clock clock;

    Situations(Reconciliations reconciliations, Watch watch, DashboardRepository rows, DnsProblems dns, Clock clock) {
        this.reconciliations = reconciliations;
        this.watch = watch;
        this.rows = rows;
        this.dns = dns;
        this.clock = clock;
    }

    /** By application, production first. */
    List<Situation> of(List<EnvironmentDetails> environments) {
        if (environments.isEmpty()) {
            return List.of();
        }
        var ids = environments.stream().map(each -> each.ref().id()).toList();
        var statuses = reconciliations.statuses(ids);
        var services = watch.services(ids);
        var progress = rows.progress(environments);
        var picture = freshness();
        return environments.stream()
                .map(each -> {
                    var id = each.ref().id();
                    return new Situation(
                            each,
                            statuses.get(id),
                            services.get(id),
                            Objects.requireNonNullElse(progress.get(id), Progress.NONE),
                            picture,
                            dns.of(each));
                })
                .sorted(Comparator.comparing(Situation::app).thenComparing(PRODUCTION_FIRST))
                .toList();
    }

    DriftView drift(Member member, Situation now, List<Situation> tabs) {
        var id = now.environment().ref().id();
        var rows = reconciliations.drift(List.of(id)).getOrDefault(id, List.of()).stream()
                .map(DriftView.Row::of)
                .sorted(Comparator.comparing(DriftView.Row::setting).thenComparing(DriftView.Row::about))
                .toList();
        var status = now.status();
        return new DriftView(
                now,
                tabs,
                rows,
                status == null ? null : status.observedAt(),
                status == null ? null : unread(status),
                Rights.of(member, now.environment()));
    }

    /** What AWS said instead of an answer. */
    private static @Nullable Sentence unread(Status status) {
        return status.waits().stream()
                .filter(wait -> wait.kind().equals("OnUnreadable"))
                .findFirst()
                .map(wait -> (Sentence) Sentence.of("dashboard.drift.unread", wait.said()))
                .orElse(null);
    }

    Freshness freshness() {
        return new Freshness(watch.lastRead().orElse(null), clock.instant());
    }
}
