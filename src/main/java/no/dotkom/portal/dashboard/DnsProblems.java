package no.dotkom.portal.dashboard;

import java.util.List;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.model.Problem;

/** What DNS said lately of domains that others write: nobody waits for it. */
public interface DnsProblems {
    /** A problem for each domain of the version that serves that leads nowhere, or elsewhere. */
    List<Problem> of(EnvironmentDetails environment);
}
