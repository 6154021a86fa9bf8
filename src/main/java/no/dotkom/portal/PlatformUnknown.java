package no.dotkom.portal;

import no.dotkom.portal.apps.ManifestProblem;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence what is wrong with the platform's manifest: it names the field, or that nobody answered. */
class PlatformUnknown extends AbstractFailureAnalyzer<ManifestProblem> {
    @Override
    protected FailureAnalysis analyze(Throwable root, ManifestProblem cause) {
        return new FailureAnalysis(cause.getMessage(), "Nothing was changed on AWS.", cause);
    }
}
