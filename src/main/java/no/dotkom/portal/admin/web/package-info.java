/** Controllers of the room admin. */
@NullMarked
package no.dotkom.portal.admin.web;

import org.jspecify.annotations.NullMarked;
