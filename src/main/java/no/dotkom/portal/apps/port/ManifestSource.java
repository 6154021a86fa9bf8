package no.dotkom.portal.apps.port;

/** Where Terraform published the platform's manifest. */
public interface ManifestSource {
    /** What reading it came to. */
    sealed interface Reading {
        record Document(String json) implements Reading {}

        /** AWS answered that there is no such parameter. */
        record Missing(String parameter) implements Reading {}

        /** AWS did not answer; the last good document may serve. */
        record Unanswered(String why) implements Reading {}
    }

    Reading read();
}
