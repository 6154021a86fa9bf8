/** Pages and forms of the room apps. */
@NullMarked
package no.dotkom.portal.apps.web;

import org.jspecify.annotations.NullMarked;
