/** IAM: roles, the policies on them, and what these allow. */
@NullMarked
package no.dotkom.portal.localaws.iam;

import org.jspecify.annotations.NullMarked;
