package no.dotkom.portal.ui.stream;

import java.util.Locale;
import java.util.Set;
import no.dotkom.portal.identity.SignIn;
import no.dotkom.portal.ui.Preferences;
import no.dotkom.portal.ui.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What one page wants to be told of.
 *
 * @param position where the page, or the stream before this one, stood; null when unknown
 */
public record Follower(
        SignIn signIn,
        Set<Topic> topics,
        String view,
        @Nullable String position,
        Locale locale,
        Preferences preferences) {
    public Follower {
        topics = Set.copyOf(topics);
    }
}
