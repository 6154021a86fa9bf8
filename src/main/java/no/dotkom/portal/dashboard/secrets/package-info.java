/** The secrets page: which secrets an environment has, and which of them its running tasks have. */
@NullMarked
package no.dotkom.portal.dashboard.secrets;

import org.jspecify.annotations.NullMarked;
