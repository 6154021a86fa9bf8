/** The platform maintainers' pages: drift of every application, what is nobody's, what could be adopted, how the diagnoses do. */
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
            "dashboard",
            "reconcile",
            "reconcile :: port"
        })
package no.dotkom.portal.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
