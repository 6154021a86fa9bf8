package no.dotkom.portal.bench;

import java.util.List;
import java.util.Map;

/**
 * A page as users open it.
 *
 * @param name in people's words
 * @param mapping what answers it, as {@link Mappings} names it
 * @param paths asked in turn
 * @param form what is posted; empty when the page is asked for
 * @param status that is right
 * @param signedIn whether the one who asks is
 */
record BenchPage(
        String name, String mapping, List<String> paths, Map<String, String> form, int status, boolean signedIn) {
    static BenchPage of(String name, String mapping, List<String> paths) {
        return new BenchPage(name, mapping, paths, Map.of(), 200, true);
    }

    static BenchPage of(String name, String path) {
        return of(name, "GET " + path, List.of(path));
    }

    BenchPage answering(int other) {
        return new BenchPage(name, mapping, paths, form, other, signedIn);
    }

    BenchPage posting(Map<String, String> fields) {
        return new BenchPage(name, mapping, paths, fields, status, signedIn);
    }

    BenchPage asStranger() {
        return new BenchPage(name, mapping, paths, form, status, false);
    }
}
