package no.dotkom.portal.watch;

import org.springframework.beans.factory.BeanFactory;

/** Lets tests of other rooms drive the poller, which is nobody's business in the portal itself. */
public final class Beats {
    private Beats() {}

    /** One beat of the poller. */
    public static void beat(BeanFactory beans) {
        beans.getBean(Poller.class).beat();
    }
}
