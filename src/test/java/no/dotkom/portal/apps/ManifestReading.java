package no.dotkom.portal.apps;

/** Has the manifest read again now, not in five minutes. */
public final class ManifestReading {
    private ManifestReading() {}

    public static void again(Platforms platforms) {
        platforms.refresh();
    }
}
