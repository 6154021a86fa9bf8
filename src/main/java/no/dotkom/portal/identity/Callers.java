package no.dotkom.portal.identity;

import java.time.Clock;
import no.dotkom.portal.identity.ApiToken.State;
import org.springframework.stereotype.Component;

/** Who asks through the API: by a token of GitHub's or by one of our own. */
@Component
public class Callers {
    private static final String MAKE = "Make another on the page API tokens of the environment.";

    /** What a token proves. */
    sealed interface Reading {
        record Known(Caller caller) implements Reading {}

        /** @param why a sentence for who sent it, and what to do */
        record Refused(String why) implements Reading {}
    }

    private final WorkflowTokens workflows;
    private final ApiTokens tokens;
    private final Clock clock;

    Callers(WorkflowTokens workflows, ApiTokens tokens, Clock clock) {
        this.workflows = workflows;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Who sends it.
     *
     * @throws org.springframework.security.oauth2.jwt.BadJwtException when it is neither of ours nor one of GitHub's
     * @throws org.springframework.security.oauth2.jwt.JwtException of another kind when that cannot be told now
     */
    Reading read(String token) {
        if (!TokenText.isOurs(token)) {
            return new Reading.Known(workflows.read(token));
        }
        if (!TokenText.isWhole(token)) {
            return new Reading.Refused("This is no whole token of the portal: its checksum is wrong. "
                    + "Copy it again from where it is kept.");
        }
        return tokens.read(token)
                .map(read -> read.state() == State.OPEN
                        ? new Reading.Known(read.token())
                        : new Reading.Refused(why(read.state())))
                .orElseGet(() -> new Reading.Refused("The portal gave no such token out. " + MAKE));
    }

    /** Told only to who has the token. */
    private static String why(State state) {
        return switch (state) {
            case EXPIRED -> "The token has expired. " + MAKE;
            case REVOKED -> "The token was revoked. " + MAKE;
            case LEFT ->
                "Who made the token is no developer of the team any more, so it opens nothing. "
                        + "Somebody who is has to make another on the page API tokens of the environment.";
            case UNSURE ->
                "The identity provider no longer vouches for who made the token. "
                        + "It opens again once they sign in to the portal; else make another.";
            case OPEN -> throw new IllegalStateException("Nothing is wrong with it");
        };
    }

    /** True while what {@code caller} sent proves what it proved, for what outlives a request. */
    public boolean still(Caller caller) {
        return switch (caller) {
            case Workflow workflow -> clock.instant().isBefore(workflow.until());
            case ApiToken token -> tokens.isOpen(token.id());
        };
    }
}
