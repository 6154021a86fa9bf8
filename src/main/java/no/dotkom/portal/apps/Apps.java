package no.dotkom.portal.apps;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.identity.Caller;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.Role;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.model.TeamSlug;
import no.dotkom.portal.plan.Difference;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.plan.Wish;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The members' door: looks an environment up for one member, and takes that member's wishes. What a member may not see
 * is as absent as what does not exist. Nothing here waits for AWS.
 */
@Service
public class Apps {
    /** Versions on one page of a list. */
    public static final int PAGE = 25;

    private final EnvironmentRepository environments;
    private final AdoptionRepository adoptions;
    private final VersionRepository versions;
    private final Acceptance acceptance;
    private final Succession succession;
    private final Settlement settlement;
    private final Adopting adopting;
    private final Wishes wishes;
    private final ApiDeployments api;

    Apps(
            EnvironmentRepository environments,
            AdoptionRepository adoptions,
            VersionRepository versions,
            Acceptance acceptance,
            Succession succession,
            Settlement settlement,
            Adopting adopting,
            Wishes wishes,
            ApiDeployments api) {
        this.environments = environments;
        this.adoptions = adoptions;
        this.versions = versions;
        this.acceptance = acceptance;
        this.succession = succession;
        this.settlement = settlement;
        this.adopting = adopting;
        this.wishes = wishes;
        this.api = api;
    }

    /** What {@code caller} may do with the environment of that name; empty when that is nothing, or there is none. */
    public Optional<Grant> grant(Caller caller, AppName app, EnvironmentSlug slug) {
        return api.grant(caller, app, slug);
    }

    /** The same of every environment that is open to {@code caller}. */
    public List<Grant> grants(Caller caller) {
        return api.grants(caller);
    }

    /**
     * Takes a program's wish for another image, on top of whatever is the newest version.
     *
     * @param key of this one wish, however often it is sent; empty for none
     * @return the version, or the one that the same wish made before
     * @throws Refused when it cannot be taken now
     */
    @Transactional
    public Generation deploy(Caller caller, Grant by, ImageRef image, String reason, String key) {
        return api.deploy(caller, by, image, reason, key);
    }

    public List<EnvironmentDetails> visibleTo(Member member) {
        return environments.list(member.platformAdmin() ? null : member.teams().keySet());
    }

    /** What environments are called, also those that were removed: for platform admins, who may know of all. */
    public Map<EnvironmentId, EnvironmentName> names(Member admin, Collection<EnvironmentId> ids) {
        return admin.platformAdmin() ? environments.names(ids) : Map.of();
    }

    public Optional<EnvironmentDetails> find(Member member, AppName app, EnvironmentSlug slug) {
        return environments
                .find(app, slug)
                .filter(found -> member.may(Role.VIEWER, found.ref().team()));
    }

    public Optional<EnvironmentDetails> find(Member member, EnvironmentId id) {
        return environments
                .find(id)
                .filter(found -> member.may(Role.VIEWER, found.ref().team()));
    }

    /** The environments of an application, by name; empty when there is none that this member may see. */
    public List<EnvironmentDetails> environments(Member member, AppName app) {
        return environments.ofApp(app).stream()
                .filter(found -> member.may(Role.VIEWER, found.ref().team()))
                .toList();
    }

    /** The owner of an application, when this member may see it. */
    public Optional<TeamSlug> owner(Member member, AppName app) {
        return environments
                .app(app)
                .map(EnvironmentRepository.AppRow::team)
                .filter(team -> member.may(Role.VIEWER, team));
    }

    public Optional<Version> version(EnvironmentRef environment, Generation generation) {
        return versions.find(environment.id(), generation);
    }

    /** Those of them that exist, in no order. */
    public List<Version> versions(EnvironmentRef environment, Collection<Generation> generations) {
        return versions.find(environment.id(), generations);
    }

    /** A page of versions, newest first. @param below {@link Long#MAX_VALUE} for the first page */
    public List<Version> versions(EnvironmentRef environment, long below) {
        return versions.page(environment.id(), below, PAGE);
    }

    /** The wish that the newest version is, for pages that show what it would make. */
    public Wish wish(EnvironmentRef environment) {
        return wishes.wish(environment.id()).orElseThrow();
    }

    /**
     * Accepts a new environment, of a new application where none of its name exists.
     *
     * @throws Refused with the field of each answer that cannot stand
     */
    @Transactional
    public EnvironmentId register(Member member, Registration registration) {
        return acceptance.register(member, registration);
    }

    /** What an earlier form of the same key made, however often it is sent. */
    public Optional<EnvironmentId> made(Member member, String requestKey) {
        return environments.madeBy(requestKey, member.id());
    }

    /** What {@link #register} would refuse, found without writing. */
    @Transactional(readOnly = true)
    public List<FieldProblem> objections(Member member, Registration registration) {
        return acceptance.objections(member, registration);
    }

    /**
     * Accepts changed settings.
     *
     * @param expected the generation that the member was looking at
     * @throws Refused when another was accepted since, or an answer cannot stand
     */
    @Transactional
    public Generation change(
            Member member, EnvironmentRef environment, Generation expected, EnvironmentSpec spec, String reason) {
        return succession.change(member, environment, expected, spec, reason);
    }

    /** What {@link #change} would refuse, found without writing. */
    @Transactional(readOnly = true)
    public List<FieldProblem> objections(
            Member member, EnvironmentRef environment, Generation expected, EnvironmentSpec spec) {
        return succession.objections(member, environment, expected, spec);
    }

    /** Asks for the newest version once more, with a revision of its own. */
    @Transactional
    public Generation retry(Member member, EnvironmentRef environment, Generation expected) {
        return succession.retry(member, environment, expected);
    }

    /** Asks for an earlier version's spec and digest again. */
    @Transactional
    public Generation rollBack(
            Member member, EnvironmentRef environment, Generation expected, Generation to, String reason) {
        return succession.rollBack(member, environment, expected, to, reason);
    }

    /** Carries out once more what should be, over all that was changed outside the portal. */
    @Transactional
    public Generation applyOurs(Member member, EnvironmentRef environment, Generation expected) {
        return settlement.applyOurs(member, environment, expected);
    }

    /**
     * Asks for what was found on AWS from now on.
     *
     * @param differences what was found; those that {@link Theirs#acceptable} refuses are put right
     */
    @Transactional
    public Generation acceptTheirs(
            Member member, EnvironmentRef environment, Generation expected, List<Difference> differences) {
        return settlement.acceptTheirs(member, environment, expected, differences);
    }

    /** Has the loop come by now instead of in some minutes. */
    @Transactional
    public void lookAgain(EnvironmentRef environment) {
        settlement.lookAgain(environment);
    }

    /** Says what the loop may do by itself about what is changed outside the portal. */
    @Transactional
    public void setPolicy(Member member, EnvironmentRef environment, Policy policy) {
        settlement.setPolicy(member, environment, policy);
    }

    @Transactional
    public Generation pause(Member member, EnvironmentRef environment, Generation expected) {
        return succession.pause(member, environment, expected);
    }

    @Transactional
    public Generation resume(Member member, EnvironmentRef environment, Generation expected) {
        return succession.resume(member, environment, expected);
    }

    /** Asks that nothing be left of it. @param keepLogs the log group stays until its lines expire */
    @Transactional
    public Generation remove(Member member, EnvironmentRef environment, Generation expected, boolean keepLogs) {
        return succession.remove(member, environment, expected, keepLogs);
    }

    /**
     * Takes a service that was made elsewhere over, as it is. Nothing is changed on AWS; it is ours once a maintainer
     * has set the ownership tags.
     *
     * @throws Refused when the member is no platform admin, or something of it cannot be had
     */
    @Transactional
    public EnvironmentId adopt(Member member, Adoption adoption) {
        return adopting.adopt(member, adoption);
    }

    /** The resources that were found when an environment was adopted, which get the ownership tags. */
    public List<Arn> adopted(EnvironmentRef environment) {
        return adoptions.adopted(environment.id());
    }

    /** Forgets an adoption that has not come about; AWS keeps all as it is. */
    @Transactional
    public void abandon(Member member, EnvironmentRef environment, Generation expected) {
        settlement.abandon(member, environment, expected);
    }

    /** Has the portal do one thing its own way in an environment that was adopted. */
    @Transactional
    public Generation takeAdvice(Member member, EnvironmentRef environment, Generation expected, Advice advice) {
        return settlement.takeAdvice(member, environment, expected, advice);
    }

    /** Cancels the newest version while it is on its way; nothing happens when it is not. */
    @Transactional
    public void cancel(Member member, EnvironmentRef environment, Generation generation) {
        succession.cancel(member, environment, generation);
    }
}
