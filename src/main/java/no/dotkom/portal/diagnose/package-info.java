/**
 * Evidence in, one sentence and one next action out. Pure, like {@code plan}: {@code Statements} takes the evidence
 * apart, the {@code …Texts} say what each text shows, {@code Findings} ranks and leaves out what is explained, the
 * {@code …Sentence}s tell it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"model"})
package no.dotkom.portal.diagnose;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
