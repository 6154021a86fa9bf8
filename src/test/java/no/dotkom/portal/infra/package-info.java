/** The platform under the portal: Terraform and images of nodes, checked as they lie there and on an emulator. */
@NullMarked
package no.dotkom.portal.infra;

import org.jspecify.annotations.NullMarked;
