package no.dotkom.portal.identity;

/**
 * A run of a workflow of GitHub Actions, as its signed token says.
 *
 * @param repository {@code owner/name}; a name may become another's, the ids never do
 * @param ref {@code refs/heads/main}
 * @param environment of GitHub's, that the job named; empty for none
 * @param event that began it, as {@code push}
 * @param actor who began it
 * @param run its number
 */
public record Workflow(
        String repository,
        long repositoryId,
        long ownerId,
        String ref,
        String environment,
        String event,
        String actor,
        long run) {
    /** What stands as the author of what it does. */
    public String name() {
        return "%s (GitHub Actions, %s)".formatted(repository, actor);
    }
}
