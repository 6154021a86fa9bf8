/** Real portals, each a process of its own, and what happens to processes: killed, stopped, cut off, ended in order. */
@NullMarked
package no.dotkom.portal.processes;

import org.jspecify.annotations.NullMarked;
