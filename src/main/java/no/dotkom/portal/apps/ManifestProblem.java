package no.dotkom.portal.apps;

/** The platform's manifest cannot be used; the message is one sentence that names the field and what is wrong. */
public class ManifestProblem extends RuntimeException {
    public ManifestProblem(String sentence) {
        super(sentence);
    }
}
