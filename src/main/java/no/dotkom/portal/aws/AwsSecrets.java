package no.dotkom.portal.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import no.dotkom.portal.apps.port.SecretStore;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.plan.ExecutionRole;
import no.dotkom.portal.plan.Observation;
import no.dotkom.portal.plan.ObservedSecrets;
import no.dotkom.portal.plan.OwnershipTags;
import no.dotkom.portal.plan.ParameterStore;
import no.dotkom.portal.plan.Platform;
import no.dotkom.portal.plan.Step;
import no.dotkom.portal.plan.Subject;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;

/**
 * Secrets on AWS: stores values, reads what is there without its value, does single steps. An environment that never had
 * a secret costs no call.
 */
@Component
class AwsSecrets implements SecretStore {
    /** Until services that act as a role see it: IAM says "not always immediately", which is seconds (judgement). */
    private static final Duration SEEN_EVERYWHERE = Duration.ofSeconds(15);

    /** A member waits beside the form. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SsmCalls ssm;
    private final IamCalls iam;
    private final CurrentPlatform platforms;
    private final Pause pause;
    private final Clock clock;

    AwsSecrets(SsmCalls ssm, IamCalls iam, CurrentPlatform platforms, Pause pause, Clock clock) {
        this.ssm = ssm;
        this.iam = iam;
        this.platforms = platforms;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public Answer put(EnvironmentId environment, EnvironmentName of, String name, SecretValue value) {
        var store = platforms.current().parameterStore();
        if (store == null) {
            return new Answer.NotStored(Problem.of("SECRET-3"));
        }
        var parameter = store.parameter(of, name);
        var tags = OwnershipTags.of(of.app(), environment);
        try {
            return new Answer.Stored(inTurn(() -> ssm.create(parameter, value, tags)));
        } catch (ParameterAlreadyExistsException there) {
            return replace(parameter, value, tags);
        } catch (SdkException failed) {
            return notStored(failed);
        }
    }

    private Answer replace(String parameter, SecretValue value, Map<String, String> tags) {
        try {
            if (!ssm.tags(parameter).entrySet().containsAll(tags.entrySet())) {
                return new Answer.NotStored(Problem.of("SECRET-6", Map.of("name", parameter)));
            }
            return new Answer.Stored(inTurn(() -> ssm.replace(parameter, value)));
        } catch (SdkException failed) {
            return notStored(failed);
        }
    }

    /** Whoever pastes a whole file stores faster than AWS takes values: they wait rather than to be sent away. */
    private long inTurn(LongSupplier call) {
        var patience = PATIENCE;
        while (true) {
            try {
                return call.getAsLong();
            } catch (Withheld withheld) {
                patience = patience.minus(withheld.after());
                if (patience.isNegative() || withheld.sentBefore()) {
                    throw withheld;
                }
                wait(withheld.after());
            }
        }
    }

    private void wait(Duration time) {
        try {
            pause.pause(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** In AWS's words but for the value, which some of its refusals repeat. */
    private static Answer notStored(SdkException failed) {
        var code = Said.code(failed);
        return new Answer.NotStored(
                code.isEmpty() ? Said.problem(failed) : Problem.of("SECRET-7", Map.of("said", code)));
    }

    ObservedSecrets read(Subject subject, Platform platform) {
        var store = platform.parameterStore();
        if (store == null || subject.secrets().isEmpty()) {
            return ObservedSecrets.Seen.NOTHING;
        }
        var there = new TreeSet<>(ssm.names(
                store.prefix(subject.name()),
                OwnershipTags.ENVIRONMENT,
                subject.environment().toString()));
        var role = iam.role(store.roleName(subject.name()))
                .map(found -> translate(found, subject, store))
                .orElseGet(Observation.Absent::new);
        return new ObservedSecrets.Seen(role, there);
    }

    /** Ours by its tags, and only where nobody has loosened what bounds it. */
    private Observation<ExecutionRole> translate(Role role, Subject subject, ParameterStore store) {
        var arn = new Arn(role.arn());
        var tags = new HashMap<String, String>();
        role.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        var bounded = role.permissionsBoundary() != null
                && store.boundary().value().equals(role.permissionsBoundary().permissionsBoundaryArn());
        if (!Tags.ours(tags, subject) || !bounded) {
            return new Observation.Foreign<>(arn);
        }
        var settled = !role.createDate().plus(SEEN_EVERYWHERE).isAfter(clock.instant());
        return new Observation.Present<>(
                arn,
                new ExecutionRole(
                        role.roleName(), arn, role.path(), store.boundary(), iam.policy(role.roleName()), settled));
    }

    void apply(Subject subject, Step.OfSecrets step) {
        switch (step) {
            case Step.OfSecrets.CreateRole(var want) -> iam.create(subject, want);
            case Step.OfSecrets.PutRolePolicy(var want) -> iam.putPolicy(want);
            case Step.OfSecrets.DeleteParameter(var name) -> ssm.delete(name);
            case Step.OfSecrets.DeleteRolePolicy(var role) -> iam.deletePolicy(role);
            case Step.OfSecrets.DeleteRole(var role) -> iam.delete(role);
        }
    }
}
