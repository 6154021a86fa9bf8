package no.dotkom.portal.aws;

import java.time.Duration;

/** Lets time go by; where time is virtual, it is moved instead. */
@FunctionalInterface
public interface Pause {
    void pause(Duration time) throws InterruptedException;
}
