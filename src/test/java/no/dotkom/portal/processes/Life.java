package no.dotkom.portal.processes;

import java.io.IOException;
import java.sql.SQLException;
import no.dotkom.portal.processes.KillPoint.Story;

/** One application from its first version to its end, and what a visitor must get of it at each stage. */
final class Life {
    private final World world;
    private final App app;
    private final Books books;
    private final Kari kari;
    private String image = "demo/healthy:1.0";
    private String host;
    private int count = 1;
    private long version;

    Life(World world, Kari kari, App app) {
        this.world = world;
        this.kari = kari;
        this.app = app;
        this.host = app.host();
        this.books = new Books(world.postgres());
    }

    App app() {
        return app;
    }

    String host() {
        return host;
    }

    String image() {
        return image;
    }

    long version() {
        return version;
    }

    /** Sends the form: the image is a new one at each deployment, the host another at each move. */
    void ask(Story story) throws IOException, InterruptedException, SQLException {
        version++;
        switch (story) {
            case CREATE -> kari.register(app, image);
            case DEPLOY -> {
                image = "demo/healthy:1." + (version + 1);
                kari.deploy(app, image);
            }
            case SCALE -> {
                count = count == 1 ? 2 : 1;
                kari.change(app, host, image, count);
            }
            case MOVE -> {
                host = host.equals(app.host()) ? app.otherHost() : app.host();
                kari.change(app, host, image, count);
            }
            case REMOVE -> {
                books.age(app);
                kari.remove(app);
            }
        }
    }

    /** Waits until it is carried out, and looks at it as a visitor. */
    void awaitEnd(Story story) throws InterruptedException {
        if (story == Story.REMOVE) {
            books.awaitGone(app);
            answers("404");
        } else {
            books.awaitLive(app, version);
            answers("200");
            answers(image);
        }
    }

    /** Asks, and waits until it is carried out. */
    void live(Story story) throws IOException, InterruptedException, SQLException {
        ask(story);
        awaitEnd(story);
    }

    private void answers(String word) throws InterruptedException {
        var page = Probe.page(world, host);
        if (!page.contains(word)) {
            throw new AssertionError("A visitor of %s should get %s, but gets %s".formatted(host, word, page));
        }
    }
}
