package no.dotkom.portal.admin.web;

import no.dotkom.portal.identity.Member;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Who may see these pages. */
final class Maintainers {
    private Maintainers() {}

    /** @throws ResponseStatusException 403 for all but platform admins */
    static void only(Member member) {
        if (!member.platformAdmin()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
