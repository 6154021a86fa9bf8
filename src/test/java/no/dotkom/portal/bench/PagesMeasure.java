package no.dotkom.portal.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import no.dotkom.portal.bench.OpenLoop.Answer;
import no.dotkom.portal.bench.OpenLoop.Session;
import no.dotkom.portal.local.LocalPerson;
import no.dotkom.portal.local.Visitor;

/** How long every page takes a member of a team that has all the environments, with 20 requests a second. */
final class PagesMeasure implements Measure {
    /** Milliseconds (issue: p95 of every page). */
    private static final double MOST_P95 = 150;

    private static final int SESSIONS = 10;

    @Override
    public Section take(Subject subject) throws IOException, InterruptedException {
        var pace = subject.pace();
        var estate = furnish(subject);
        var catalogue = Catalogue.of(estate);
        try (var load = new OpenLoop(subject.url(), catalogue.pages(), sessions(subject))) {
            Progress.say("Warming up for %d s …", pace.warmUp().toSeconds());
            load.run(pace.perSecond(), pace.warmUp());
            Progress.say(
                    "%d requests a second for %d s …",
                    pace.perSecond(), pace.load().toSeconds());
            var before = subject.portal().processorTime();
            Machine.load();
            var answers = load.run(pace.perSecond(), pace.load());
            var noise = "the machine was busy to %s %%, and the generator never later than %s ms"
                    .formatted(Figure.number(100 * Machine.load()), Figure.number(load.latestMilliseconds()));
            var busy = subject.portal().processorTime().minus(before);
            return section(subject, catalogue, answers, busy, noise);
        }
    }

    private static Estate furnish(Subject subject) throws IOException, InterruptedException {
        var estate = Estate.of(subject.pace().environments());
        Progress.say(
                "Registering %d environments through the forms …",
                estate.environments().size());
        estate.register(subject.url());
        estate.awaitLive(subject.url());
        estate.change(subject.url());
        return estate;
    }

    private static List<Session> sessions(Subject subject) throws IOException, InterruptedException {
        var sessions = new ArrayList<Session>();
        for (var number = 0; number < SESSIONS; number++) {
            var kari = Visitor.signedIn(subject.url(), LocalPerson.KARI);
            var token = Visitor.token(kari.get("/apps/new").body());
            sessions.add(new Session(kari.cookies(), token));
        }
        return sessions;
    }

    private static Section section(
            Subject subject, Catalogue catalogue, List<Answer> answers, Duration busy, String noise)
            throws IOException, InterruptedException {
        var rows = new ArrayList<Section.Row>();
        for (var page : catalogue.pages()) {
            rows.add(row(
                    page.name(),
                    answers.stream().filter(answer -> answer.page() == page).toList(),
                    MOST_P95));
        }
        rows.add(row("All", answers, Figure.NONE));
        return new Section("Pages", conditions(subject, busy, noise), rows, faults(catalogue, answers));
    }

    private static Section.Row row(String name, List<Answer> answers, double most) {
        var spread = new Spread(answers.stream().map(Answer::milliseconds).toList());
        var kilobytes = answers.stream().mapToInt(Answer::bytes).average().orElse(0) / 1000;
        return Section.Row.of(
                name,
                Figure.of("p50", spread.percentile(50), "ms"),
                Figure.of("p95", spread.percentile(95), "ms").atMost(most),
                Figure.of("p99", spread.percentile(99), "ms"),
                Figure.of("answers", answers.size(), ""),
                Figure.of("wrong", answers.stream().filter(Answer::wrong).count(), "")
                        .atMost(0),
                Figure.of("gzip", kilobytes, "kB"));
    }

    private static List<String> conditions(Subject subject, Duration busy, String noise)
            throws IOException, InterruptedException {
        var pace = subject.pace();
        return List.of(
                "%d environments of one team, live, registered through the forms; %d with a second version."
                        .formatted(
                                pace.environments(),
                                Estate.of(pace.environments()).changed().size()),
                "%d requests a second at a constant rate, spread evenly over the pages, for %d s, after %d s of the same."
                        .formatted(
                                pace.perSecond(),
                                pace.load().toSeconds(),
                                pace.warmUp().toSeconds()),
                "Each timed over loopback from when it was due until its last byte, by one of %d signed-in sessions, no stream open."
                        .formatted(SESSIONS),
                "The load generator, PostgreSQL, AWS and the workloads share the processors with the portal, which used %s %% of one; %s."
                        .formatted(
                                Figure.number(
                                        100.0 * busy.toMillis() / pace.load().toMillis()),
                                noise),
                "Resident memory right after the load: %s MiB."
                        .formatted(Figure.number(subject.memory().residentMegabytes())));
    }

    private static List<String> faults(Catalogue catalogue, List<Answer> answers) {
        var faults = new ArrayList<String>();
        catalogue.missing().forEach(mapping -> faults.add("not measured: " + mapping));
        answers.stream()
                .filter(Answer::wrong)
                .collect(Collectors.groupingBy(
                        answer -> answer.page().name() + " answered " + answer.status(), Collectors.counting()))
                .forEach((what, times) -> faults.add(what + ", " + times + " times"));
        return faults;
    }
}
