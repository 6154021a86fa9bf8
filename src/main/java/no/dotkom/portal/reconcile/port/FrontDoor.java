package no.dotkom.portal.reconcile.port;

import no.dotkom.portal.model.HostName;
import no.dotkom.portal.plan.Gateway;

/** Asks an application through its gateway, as a visitor would: the last proof of a rollout. */
public interface FrontDoor {
    /** What came back. */
    sealed interface Answer {
        /** An HTTP status, whoever gave it. */
        record Status(int code) implements Answer {}

        /** Nothing came back in time. */
        record Silent(String why) implements Answer {}
    }

    Answer ask(Gateway gateway, HostName host, String path);
}
