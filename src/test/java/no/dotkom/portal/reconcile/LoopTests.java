package no.dotkom.portal.reconcile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the loop: a context and a database for each class of them, a fresh world for each test. */
public abstract class LoopTests {
    protected static LoopWorld loop;

    @BeforeAll
    protected static void start() {
        loop = LoopWorld.start();
    }

    @AfterAll
    protected static void stop() {
        loop.close();
    }

    @BeforeEach
    protected void begin() {
        loop.begin(1);
    }
}
