package no.dotkom.portal.apps;

import no.dotkom.portal.plan.Platform;

/** Reads manifests for tests of other rooms: one that lies somewhere, or again now, not in five minutes. */
public final class ManifestReading {
    private ManifestReading() {}

    public static Platform of(String document) {
        return ManifestJson.parse(document);
    }

    public static void again(Platforms platforms) {
        platforms.refresh();
    }
}
