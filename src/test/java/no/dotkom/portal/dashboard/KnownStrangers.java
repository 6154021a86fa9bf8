package no.dotkom.portal.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import no.dotkom.portal.apps.port.Strangers;

/** Services of others that a test has thought of; silent when AWS is to be. */
class KnownStrangers implements Strangers {
    private final List<Stranger> known = new CopyOnWriteArrayList<>();
    private volatile boolean silent;
    private volatile CountDownLatch answer = new CountDownLatch(0);

    void know(Stranger stranger) {
        known.add(stranger);
    }

    void fallSilent(boolean now) {
        silent = now;
    }

    /** AWS takes the question and says nothing, until told otherwise. */
    void hang(boolean now) {
        answer.countDown();
        answer = new CountDownLatch(now ? 1 : 0);
    }

    @Override
    public List<Stranger> all() {
        return known;
    }

    @Override
    public Optional<Stranger> find(String service) {
        if (silent) {
            throw new Unanswered("Rate exceeded", new IllegalStateException());
        }
        try {
            answer.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return known.stream().filter(each -> each.service().equals(service)).findFirst();
    }
}
