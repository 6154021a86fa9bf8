package no.dotkom.portal.identity;

import java.util.regex.Pattern;

/**
 * Which workflows are meant: those of one repository, and of one branch or tag or one of GitHub's environments.
 *
 * @param repository {@code owner/name}, compared beside the ids: after it was renamed somebody has to look again
 * @param repositoryId GitHub's, at least 1
 * @param ownerId GitHub's, at least 1
 * @param ref whole, as {@code refs/heads/main}; empty where {@code environment} counts
 * @param environment of GitHub's; empty where {@code ref} counts
 */
public record WorkflowRule(String repository, long repositoryId, long ownerId, String ref, String environment) {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern REF = Pattern.compile("refs/(heads|tags)/[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
    /** Narrower than GitHub, which takes 255 characters of nearly any kind: what is shown in a snippet is quoted there. */
    private static final Pattern ENVIRONMENT = Pattern.compile("[\\p{L}0-9][\\p{L}0-9 ._/-]{0,99}");

    public WorkflowRule {
        if (!isRepository(repository) || repositoryId < 1 || ownerId < 1) {
            throw new IllegalArgumentException("A repository is owner/name, and its ids are numbers");
        }
        if (ref.isEmpty() == environment.isEmpty()) {
            throw new IllegalArgumentException("Either a branch or tag, or an environment");
        }
        if (!ref.isEmpty() && !isRef(ref) || !environment.isEmpty() && !isEnvironment(environment)) {
            throw new IllegalArgumentException("Not a ref or an environment of GitHub's");
        }
    }

    /** GitHub's number of a repository or of its owner. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public static boolean isRepository(String text) {
        return REPOSITORY.matcher(text).matches();
    }

    public static boolean isRef(String text) {
        return REF.matcher(text).matches() && !text.contains("..");
    }

    public static boolean isEnvironment(String text) {
        return ENVIRONMENT.matcher(text).matches();
    }

    /**
     * True when {@code run} is one of them. One that a pull request began is none: anybody may open one, and the ref that
     * GitHub gives for some of their events is the branch that they are for.
     */
    public boolean covers(Workflow run) {
        return run.repositoryId() == repositoryId
                && run.ownerId() == ownerId
                && run.repository().equalsIgnoreCase(repository)
                && !run.event().startsWith("pull_request")
                && (ref.isEmpty()
                        ? run.environment().equals(environment)
                        : run.ref().equals(ref));
    }

    /** What counts of a run: the ref or the environment. */
    public String where() {
        return ref.isEmpty() ? environment : ref;
    }
}
