/** Pages of the room dashboard. */
@NullMarked
package no.dotkom.portal.dashboard.web;

import org.jspecify.annotations.NullMarked;
