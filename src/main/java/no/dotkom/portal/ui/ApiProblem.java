package no.dotkom.portal.ui;

import org.springframework.http.HttpStatus;

/** A request to the API that is not done, and why; told as problem+json (RFC 9457). */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient FieldErrors errors;

    /** @param errors one or more, by the member of the request that each is about; under an empty name what is about all of it */
    public ApiProblem(HttpStatus status, FieldErrors errors) {
        super(status.toString());
        this.status = status;
        this.errors = errors;
    }

    public HttpStatus status() {
        return status;
    }

    public FieldErrors errors() {
        return errors;
    }
}
