package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Why a request was refused, for what answers it. */
public enum Refusal {
    /** Signed in, with rights, but not with this one. */
    RIGHT,
    /** The form's token had expired with its session. */
    EXPIRED,
    /** Signed in too long ago for a change of an admin's. */
    STALE,
    /** Signed in, but a member of nothing. */
    OUTSIDER;

    private static final String ATTRIBUTE = Refusal.class.getName();

    void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public static Refusal of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Refusal refusal ? refusal : RIGHT;
    }
}
