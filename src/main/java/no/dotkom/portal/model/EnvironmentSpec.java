package no.dotkom.portal.model;

import java.util.Collections;

/**
 * Everything that was asked of one environment in one version; immutable.
 *
 * @param count tasks wanted while it runs, 1 to 10
 * @param containerCheck a shell command run inside the container; empty for none
 */
public record EnvironmentSpec(
        ImageRef image,
        Ingress ingress,
        Size size,
        int count,
        RolloutSettings rollout,
        Architecture architecture,
        Variables variables,
        Secrets secrets,
        String containerCheck) {
    /** The most tasks of one environment: more than that on ten small nodes is a mistake. */
    public static final int MOST_TASKS = 10;

    /** Without secrets. */
    public EnvironmentSpec(
            ImageRef image,
            Ingress ingress,
            Size size,
            int count,
            RolloutSettings rollout,
            Architecture architecture,
            Variables variables,
            String containerCheck) {
        this(image, ingress, size, count, rollout, architecture, variables, Secrets.NONE, containerCheck);
    }

    public EnvironmentSpec {
        Check.that(
                Collections.disjoint(variables.values().keySet(), secrets.names()),
                "A name is a variable's or a secret's");
        Check.that(count >= 1 && count <= MOST_TASKS, "The number of tasks is 1 to 10");
        Check.that(containerCheck.length() <= 1024, "A container check is at most 1024 characters");
    }

    /** True when {@code other} would run in the same container: then no new revision is needed. */
    public boolean sameContainer(EnvironmentSpec other) {
        return image.equals(other.image)
                && size.equals(other.size)
                && port() == other.port()
                && rollout.stopTimeoutSeconds() == other.rollout.stopTimeoutSeconds()
                && architecture == other.architecture
                && variables.equals(other.variables)
                && secrets.equals(other.secrets)
                && containerCheck.equals(other.containerCheck);
    }

    /** The container's port, or 0 for a worker. */
    public int port() {
        return switch (ingress) {
            case Ingress.Http http -> http.port();
            case Ingress.None() -> 0;
        };
    }

    public EnvironmentSpec withImage(ImageRef newImage) {
        return new EnvironmentSpec(
                newImage, ingress, size, count, rollout, architecture, variables, secrets, containerCheck);
    }

    public EnvironmentSpec withRollout(RolloutSettings newRollout) {
        return new EnvironmentSpec(
                image, ingress, size, count, newRollout, architecture, variables, secrets, containerCheck);
    }

    public EnvironmentSpec withCount(int newCount) {
        return new EnvironmentSpec(
                image, ingress, size, newCount, rollout, architecture, variables, secrets, containerCheck);
    }

    /** With these secrets, and no variable of the name of one. */
    public EnvironmentSpec withSecrets(Secrets newSecrets) {
        return new EnvironmentSpec(
                image,
                ingress,
                size,
                count,
                rollout,
                architecture,
                variables.without(newSecrets.names()),
                newSecrets,
                containerCheck);
    }
}
