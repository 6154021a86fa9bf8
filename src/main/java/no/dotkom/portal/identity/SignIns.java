package no.dotkom.portal.identity;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** The sign-ins that last. */
@Component
public class SignIns {
    /** The member with the rights of this moment, while the session lasts; counts as activity of that session. */
    public Optional<Member> stillIn(SignIn signIn) {
        return Optional.empty();
    }
}
