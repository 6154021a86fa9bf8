/** Elastic Container Registry: which images exist. */
@NullMarked
package no.dotkom.portal.localaws.ecr;

import org.jspecify.annotations.NullMarked;
