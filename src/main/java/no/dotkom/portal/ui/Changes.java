package no.dotkom.portal.ui;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells every open page of every instance that something changed: when the current transaction commits, or never. */
@Component
public class Changes {
    /** The channel of LISTEN and NOTIFY. */
    public static final String CHANNEL = "portal_changed";

    private final JdbcClient jdbc;

    public Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void changed(Topic... topics) {
        changed(List.of(topics));
    }

    public void changed(Collection<Topic> topics) {
        for (var topic : topics) {
            jdbc.sql("select pg_notify(?, ?)")
                    .params(CHANNEL, topic.text())
                    .query((row, number) -> true)
                    .single();
        }
    }
}
