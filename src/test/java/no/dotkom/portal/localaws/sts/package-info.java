/** Security Token Service: who is asking. */
@NullMarked
package no.dotkom.portal.localaws.sts;

import org.jspecify.annotations.NullMarked;
