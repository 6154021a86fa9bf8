/** The platform maintainers' pages: drift of every application, what is nobody's, what could be adopted. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "model",
            "audit",
            "identity",
            "ui",
            "plan",
            "apps",
            "apps :: port",
            "reconcile",
            "reconcile :: port"
        })
package no.dotkom.portal.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
