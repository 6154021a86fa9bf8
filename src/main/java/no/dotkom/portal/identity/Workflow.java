package no.dotkom.portal.identity;

import java.time.Instant;

/**
 * A run of a workflow of GitHub Actions, as its signed token says.
 *
 * @param repository {@code owner/name}; a name may become another's, the ids never do
 * @param ref {@code refs/heads/main}
 * @param environment of GitHub's, that the job named; empty for none
 * @param event that began it, as {@code push}
 * @param actor who began it
 * @param run its number
 * @param until when its token ends
 */
public record Workflow(
        String repository,
        long repositoryId,
        long ownerId,
        String ref,
        String environment,
        String event,
        String actor,
        long run,
        Instant until)
        implements Caller {
    @Override
    public String label() {
        return "%s (GitHub Actions, %s)".formatted(repository, actor);
    }

    @Override
    public long number() {
        return repositoryId;
    }
}
