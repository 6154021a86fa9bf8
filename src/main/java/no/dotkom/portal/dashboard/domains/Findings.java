package no.dotkom.portal.dashboard.domains;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import no.dotkom.portal.dashboard.port.Dns;
import no.dotkom.portal.model.HostName;
import org.springframework.stereotype.Component;

/** What DNS said lately, so that pages show it at once. */
@Component
class Findings {
    /** After this a finding says nothing about now. */
    private static final Duration GOOD = Duration.ofMinutes(10);

    /** What leads here leads here for long; what does not is being seen to. */
    private static final Duration LOOKED_AFTER = Duration.ofMinutes(5);

    private static final Duration SEEN_TO = Duration.ofSeconds(30);
    private static final int REMEMBERED = 1_000;

    private final Dns dns;
    private final Clock clock;
    private final Map<HostName, Finding> lately = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HostName, Finding> eldest) {
            return size() > REMEMBERED;
        }
    };

    Findings(Dns dns, Clock clock) {
        this.dns = dns;
        this.clock = clock;
    }

    Optional<Finding> known(HostName host) {
        synchronized (lately) {
            return Optional.ofNullable(lately.get(host))
                    .filter(finding -> clock.instant().isBefore(finding.at().plus(GOOD)));
        }
    }

    /** True when nobody asked lately. */
    boolean due(HostName host) {
        var known = known(host).orElse(null);
        if (known == null) {
            return true;
        }
        var after = known.verdict() == Finding.Verdict.OURS ? LOOKED_AFTER : SEEN_TO;
        return !clock.instant().isBefore(known.at().plus(after));
    }

    void ask(HostName host, String loadBalancer) {
        var finding = Finding.of(host, loadBalancer, dns, clock.instant());
        synchronized (lately) {
            lately.put(host, finding);
        }
    }
}
