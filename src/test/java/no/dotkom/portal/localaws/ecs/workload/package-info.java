/** What runs inside a simulated container, and who answers on its port. */
@NullMarked
package no.dotkom.portal.localaws.ecs.workload;

import org.jspecify.annotations.NullMarked;
