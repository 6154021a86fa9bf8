package no.dotkom.portal.identity;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.audit.Deed;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which workflows may deploy which environment. Whether a member may change that is for the caller to ask. */
@Component
public class Trusts {
    /** More than that nobody looks through. */
    public static final int MOST = 10;

    private final TrustRepository trusts;
    private final Audit audit;
    private final Clock clock;

    Trusts(TrustRepository trusts, Audit audit, Clock clock) {
        this.trusts = trusts;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Trust> of(EnvironmentId environment) {
        return trusts.of(environment);
    }

    /** Everywhere that {@code workflow} may deploy. */
    public List<Trust> of(Workflow workflow) {
        return trusts.of(workflow.repositoryId()).stream()
                .filter(trust -> trust.rule().covers(workflow))
                .toList();
    }

    /** The same rule twice is one; false when there are {@value #MOST} already. */
    @Transactional
    public boolean add(Member member, EnvironmentId environment, EnvironmentName name, WorkflowRule rule) {
        var known = trusts.of(environment);
        if (known.stream().anyMatch(trust -> trust.rule().equals(rule))) {
            return true;
        }
        if (known.size() >= MOST) {
            return false;
        }
        trusts.insert(new Trust(UUID.randomUUID(), environment, rule, member.name(), clock.instant()), member.id());
        record(member, environment, name, "trust.add", rule.repository() + " " + rule.where());
        return true;
    }

    @Transactional
    public void remove(Member member, EnvironmentId environment, EnvironmentName name, UUID id) {
        var known = trusts.of(environment).stream()
                .filter(trust -> trust.id().equals(id))
                .findFirst();
        if (known.isPresent() && trusts.remove(environment, id, clock.instant())) {
            var rule = known.get().rule();
            record(member, environment, name, "trust.remove", rule.repository() + " " + rule.where());
        }
    }

    private void record(Member member, EnvironmentId environment, EnvironmentName name, String action, String detail) {
        audit.record(new Deed(
                member.id(), member.name(), "portal", action, name.app().value(), environment.value(), null, detail));
    }
}
