/** The sign-in page. */
@NullMarked
package no.dotkom.portal.identity.web;

import org.jspecify.annotations.NullMarked;
