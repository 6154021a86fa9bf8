/** Pages of the room ui: preferences, palette, style guide, errors, and the stream's address. */
@NullMarked
package no.dotkom.portal.ui.web;

import org.jspecify.annotations.NullMarked;
