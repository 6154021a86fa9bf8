/** Systems Manager: Parameter Store, and which nodes have an agent. */
@NullMarked
package no.dotkom.portal.localaws.ssm;

import org.jspecify.annotations.NullMarked;
