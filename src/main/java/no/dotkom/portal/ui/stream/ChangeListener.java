package no.dotkom.portal.ui.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import no.dotkom.portal.ui.Changes;
import no.dotkom.portal.ui.Topic;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Holds the one connection that LISTENs. While it is down nothing is known of changes, so after each new beginning every
 * open page is drawn anew.
 */
@Component
class ChangeListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ChangeListener.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Milliseconds of one wait for a notification: the socket wakes us at once, so this is only how soon stop is seen. */
    private static final int WAIT = 5_000;

    /** After so many waits without a word the database is asked whether it is still there: a dead network says nothing. */
    private static final int QUIET = 6;

    private final DataSource database;
    private final PageStream streams;
    private volatile boolean running;
    private @Nullable Thread thread;

    ChangeListener(DataSource database, PageStream streams) {
        this.database = database;
        this.streams = streams;
    }

    private void listen() {
        var pause = Duration.ofSeconds(1);
        while (isRunning()) {
            try (var connection = database.getConnection()) {
                beginListening(connection);
                pause = Duration.ofSeconds(1);
                hear(connection.unwrap(PGConnection.class));
                endListening(connection);
            } catch (SQLException | RuntimeException lost) {
                log.warn("Not listening for changes, next try in {} s: {}", pause.toSeconds(), lost.getMessage());
                if (!slept(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause.multipliedBy(2);
            }
        }
    }

    private void beginListening(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + Changes.CHANNEL);
        }
        streams.missed();
    }

    private void hear(PGConnection connection) throws SQLException {
        var quiet = 0;
        while (isRunning()) {
            var notifications = connection.getNotifications(WAIT);
            quiet = notifications == null || notifications.length == 0 ? quiet + 1 : 0;
            if (quiet >= QUIET) {
                askWhetherItIsThere(connection);
                quiet = 0;
            }
            if (notifications != null) {
                for (var notification : notifications) {
                    Topic.parse(notification.getParameter()).ifPresent(streams::changed);
                }
            }
        }
    }

    /** @throws SQLException when it does not answer within the socket's timeout */
    private static void askWhetherItIsThere(PGConnection connection) throws SQLException {
        try (var statement = ((Connection) connection).createStatement()) {
            statement.execute("select 1");
        }
    }

    /** The connection goes back to the pool, where nobody may hear what was meant for us. */
    private static void endListening(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        }
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("changes").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
