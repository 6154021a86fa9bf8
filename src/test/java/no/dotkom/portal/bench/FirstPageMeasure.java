package no.dotkom.portal.bench;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.List;
import java.util.Locale;
import no.dotkom.portal.local.Browser;
import no.dotkom.portal.local.FirstVisit;
import no.dotkom.portal.local.LocalPerson;

/** What a browser with nothing in its cache has to fetch for the list of applications. */
final class FirstPageMeasure implements Measure {
    @Override
    public Section take(Subject subject) {
        try (var browser = Browser.launch();
                var window = browser.window()) {
            Browser.signIn(window, subject.url(), LocalPerson.KARI, "/apps");
            var signedIn = new NewContextOptions().setStorageState(window.storageState());
            try (var fresh = browser.window(signedIn)) {
                return section(subject, FirstVisit.of(fresh.newPage(), subject.url() + "/apps"));
            }
        }
    }

    private static Section section(Subject subject, FirstVisit visit) {
        return Section.of(
                "First page",
                List.of(
                        "Applications with %d environments in a headless Chromium: %s."
                                .formatted(subject.pace().environments(), what(visit)),
                        "Bytes as they travel, with their headers; the stream counts as a request, its bytes do not count."),
                List.of(Section.Row.of(
                        "Applications",
                        Figure.of("requests", visit.requests(), "").atMost(FirstVisit.MOST_REQUESTS),
                        Figure.of("transfer", visit.bytes() / 1000.0, "kB").atMost(FirstVisit.MOST_BYTES / 1000.0))));
    }

    private static String what(FirstVisit visit) {
        return String.join(
                ", ",
                visit.answers().stream()
                        .map(answer -> String.format(Locale.ROOT, "%s %.1f kB", answer.path(), answer.bytes() / 1000.0))
                        .toList());
    }
}
