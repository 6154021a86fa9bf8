package no.dotkom.portal.identity;

import org.springframework.stereotype.Component;

/** Whether signing in is possible now. */
@Component
public class SignInService {
    private final IdentityProvider provider;

    SignInService(IdentityProvider provider) {
        this.provider = provider;
    }

    /** False while the identity provider does not answer; costs at most a few seconds every ten. */
    public boolean answers() {
        return provider.answersNow();
    }
}
