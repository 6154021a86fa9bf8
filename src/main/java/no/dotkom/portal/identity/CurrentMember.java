package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The member behind a request; absent for those who have not signed in. */
@Component
public class CurrentMember {
    static final String ATTRIBUTE = CurrentMember.class.getName();

    public Optional<Member> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Member member ? Optional.of(member) : Optional.empty();
    }
}
