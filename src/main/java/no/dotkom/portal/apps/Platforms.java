package no.dotkom.portal.apps;

import java.time.Clock;
import java.util.Optional;
import no.dotkom.portal.apps.port.ManifestSource;
import no.dotkom.portal.apps.port.PlatformInUse;
import no.dotkom.portal.plan.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The platform as its manifest describes it. A wrong or missing document stops the start with a sentence; when AWS does
 * not answer, the last good one serves. Read again every five minutes; a document gone bad later is logged, not used.
 */
@Service
public class Platforms implements PlatformInUse {
    private static final Logger log = LoggerFactory.getLogger(Platforms.class);
    private final ManifestSource source;
    private final ManifestRepository documents;
    private final Clock clock;
    private volatile Platform current;

    Platforms(ManifestSource source, ManifestRepository documents, Clock clock) {
        this.source = source;
        this.documents = documents;
        this.clock = clock;
        this.current = first();
    }

    @Override
    public Platform current() {
        return current;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
    void refresh() {
        try {
            if (source.read() instanceof ManifestSource.Reading.Document(var json)) {
                current = accept(json);
            }
        } catch (ManifestProblem problem) {
            log.warn("The manifest was not taken over; the last good one serves. {}", problem.getMessage());
        }
    }

    private Platform first() {
        return switch (source.read()) {
            case ManifestSource.Reading.Document(var json) -> accept(json);
            case ManifestSource.Reading.Missing(var parameter) ->
                throw new ManifestProblem("There is no SSM parameter " + parameter
                        + ". Apply infra-bootstrap first, or set portal.aws.manifest to its name.");
            case ManifestSource.Reading.Unanswered(var why) -> lastGood(documents.last(), why);
        };
    }

    private Platform accept(String json) {
        var platform = ManifestJson.parse(json);
        documents.keep(json, clock.instant());
        return platform;
    }

    private static Platform lastGood(Optional<String> document, String why) {
        log.warn("AWS does not answer ({}); the last good platform manifest serves", why);
        return ManifestJson.parse(document.orElseThrow(
                () -> new ManifestProblem("AWS does not answer, and no platform manifest was ever read: " + why
                        + ". Check the network, the region and the credentials, then start again.")));
    }
}
