package no.dotkom.portal.dashboard;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.Generation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door of the room: everything that its pages show, for one member, from the database alone. */
@Service
public class Dashboard {
    private final Apps apps;
    private final Situations situations;
    private final Overviews overviews;
    private final Rollouts rollouts;
    private final Tasks tasks;
    private final Activities activities;
    private final Reviews reviews;
    private final Headlines headlines;
    private final DashboardRepository rows;
    private final Clock clock;

    Dashboard(
            Apps apps,
            Situations situations,
            Overviews overviews,
            Rollouts rollouts,
            Tasks tasks,
            Activities activities,
            Reviews reviews,
            Headlines headlines,
            DashboardRepository rows,
            Clock clock) {
        this.apps = apps;
        this.situations = situations;
        this.overviews = overviews;
        this.rollouts = rollouts;
        this.tasks = tasks;
        this.activities = activities;
        this.reviews = reviews;
        this.headlines = headlines;
        this.rows = rows;
        this.clock = clock;
    }

    public ApplicationsView applications(Member member, Filter filter) {
        return ApplicationsView.of(member, filter, headlines.told(visibleTo(member)));
    }

    /** Every environment that this member may see, by application, production first. */
    public List<Situation> visibleTo(Member member) {
        return situations.of(apps.visibleTo(member));
    }

    /** One line of the list, as it is now. */
    public Optional<ApplicationsView.Row> row(Member member, EnvironmentId id) {
        return apps.find(member, id)
                .flatMap(found ->
                        headlines.told(situations.of(List.of(found))).stream().findFirst())
                .map(ApplicationsView.Row::of);
    }

    /** How environments are that somebody was allowed to look up. */
    public List<Situation> situations(List<EnvironmentDetails> environments) {
        return situations.of(environments);
    }

    /** The environments of an application, production first; empty when there is none to see. */
    public List<Situation> application(Member member, AppName app) {
        return situations.of(apps.environments(member, app));
    }

    public Optional<OverviewView> overview(Member member, AppName app, EnvironmentSlug slug) {
        var tabs = application(member, app);
        return at(tabs, slug).map(now -> overviews.of(member, now, tabs));
    }

    public Optional<RolloutView> rollout(Member member, AppName app, EnvironmentSlug slug, Generation generation) {
        var tabs = application(member, app);
        return at(tabs, slug)
                .flatMap(now -> apps.version(now.environment().ref(), generation)
                        .map(version -> rollouts.of(member, now, tabs, version)));
    }

    /** A page of versions, newest first. @param below {@link Long#MAX_VALUE} for the first */
    public Optional<DeploymentsView> deployments(Member member, AppName app, EnvironmentSlug slug, long below) {
        var tabs = application(member, app);
        return at(tabs, slug)
                .map(now -> DeploymentsView.of(
                        now,
                        tabs,
                        headlines.told(
                                now.environment().ref(),
                                apps.versions(now.environment().ref(), below)),
                        below,
                        Rights.of(member, now.environment())));
    }

    /** @param below a task: those that stopped and were created before it; null for the first page */
    public Optional<TasksView> tasks(Member member, AppName app, EnvironmentSlug slug, @Nullable String below) {
        var tabs = application(member, app);
        return at(tabs, slug).map(now -> tasks.list(now, tabs, below));
    }

    /** One task, also after it stopped, for 30 days. */
    public Optional<TaskDetail> task(Member member, AppName app, EnvironmentSlug slug, String id) {
        var tabs = application(member, app);
        return at(tabs, slug).flatMap(now -> tasks.one(member, now, tabs, id));
    }

    /** Writes down that the member was shown how to open a session on the node of a task. */
    public void shownSession(Member member, TaskDetail task) {
        tasks.shownSession(member, task);
    }

    /** Who did what. @param below {@link Long#MAX_VALUE} for the first page */
    public Optional<ActivityView> activity(
            Member member, AppName app, EnvironmentSlug slug, ActivityView.Choice choice, long below) {
        var tabs = application(member, app);
        return at(tabs, slug).map(now -> activities.list(now, tabs, choice, below));
    }

    /** How much was done after the newest deed that a page shows. */
    public int activitySince(Situation now, List<Situation> tabs, ActivityView.Choice choice, long newest) {
        return activities.since(now, tabs, choice, newest);
    }

    /** Whether a diagnosis was right. @return the page of its version, empty when there is none to see */
    public Optional<String> answer(
            Member member, AppName app, EnvironmentSlug slug, Generation generation, String code, boolean correct) {
        return at(application(member, app), slug)
                .flatMap(now -> apps.version(now.environment().ref(), generation)
                        .map(version -> {
                            reviews.answer(member, now, version, rollouts.failure(now, version), code, correct);
                            return now.path() + "/versions/" + generation.number();
                        }));
    }

    /** How well the diagnoses of the last 30 days did, on all environments. */
    public DiagnosisReview diagnoses() {
        return reviews.review();
    }

    /** What was changed outside the portal. */
    public Optional<DriftView> drift(Member member, AppName app, EnvironmentSlug slug) {
        var tabs = application(member, app);
        return at(tabs, slug).map(now -> situations.drift(member, now, tabs));
    }

    public Optional<Version> version(EnvironmentDetails environment, Generation generation) {
        return apps.version(environment.ref(), generation);
    }

    private static Optional<Situation> at(List<Situation> tabs, EnvironmentSlug slug) {
        return tabs.stream().filter(each -> each.slug().equals(slug.value())).findFirst();
    }

    /** What is no more, for those who might have seen it. */
    public Optional<Removed> removed(Member member, AppName app, EnvironmentSlug slug) {
        return rows.removed(app, slug).filter(gone -> member.may(Role.VIEWER, gone.team()));
    }

    public Optional<Removed> removed(Member member, EnvironmentId id) {
        return rows.removed(id).filter(gone -> member.may(Role.VIEWER, gone.team()));
    }

    /** True while it is there, and after it was removed. */
    public boolean mayFollow(Member member, EnvironmentId id) {
        return apps.find(member, id).isPresent() || removed(member, id).isPresent();
    }

    public Optional<EnvironmentDetails> find(Member member, EnvironmentId id) {
        return apps.find(member, id);
    }

    public Optional<EnvironmentDetails> find(Member member, AppName app, EnvironmentSlug slug) {
        return apps.find(member, app, slug);
    }

    /** Remembers for the rail that the member looked at an application. */
    public void opened(Member member, AppName app) {
        rows.opened(member.id(), app, clock.instant());
    }

    /** How many applications the member may see. */
    public long count(Member member) {
        return rows.applications(member.platformAdmin() ? null : member.teams().keySet());
    }

    /** Names of applications, latest first; some may be gone by now. */
    public List<String> lately(Member member, int most) {
        return rows.lately(member.id(), most);
    }

    public Freshness freshness() {
        return situations.freshness();
    }
}
