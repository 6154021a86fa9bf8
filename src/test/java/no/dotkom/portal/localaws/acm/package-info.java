/** AWS Certificate Manager. */
@NullMarked
package no.dotkom.portal.localaws.acm;

import org.jspecify.annotations.NullMarked;
