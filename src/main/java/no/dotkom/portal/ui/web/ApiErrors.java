package no.dotkom.portal.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import no.dotkom.portal.ui.ApiProblem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.Outage;
import no.dotkom.portal.ui.RequestId;
import no.dotkom.portal.ui.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells programs why a request was not done, as problem+json: a status, a code of ours, a sentence for people. */
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors {
    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);
    private static final Set<HttpStatus> WORDED = EnumSet.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.UNAUTHORIZED,
            HttpStatus.NOT_FOUND,
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            HttpStatus.INTERNAL_SERVER_ERROR,
            HttpStatus.SERVICE_UNAVAILABLE);

    private static final String MINUTE = "60";
    private static final String MOMENT = "5";

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> told(ApiProblem thrown, Words words) {
        var errors = thrown.errors().all();
        var status = thrown.status();
        var body = body(status, words.error(errors.getFirst()));
        if (errors.getFirst().sentence() instanceof FieldErrors.Sentence.Told(var problem)) {
            body.put("code", problem.code());
            body.put("action", words.action(problem));
        }
        var fields = new LinkedHashMap<String, String>();
        errors.stream()
                .filter(error -> !error.field().isEmpty())
                .forEach(error -> fields.put(error.field(), words.error(error)));
        if (!fields.isEmpty()) {
            body.put("errors", fields);
        }
        return answer(status, body);
    }

    /** What Spring itself refuses, what is not there, and what nobody expected. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(Exception thrown, HttpServletRequest request, Words words) {
        var status = status(thrown);
        var worded = WORDED.contains(status) ? status : HttpStatus.BAD_REQUEST;
        var body = body(status, words.message("ui.api." + worded.value()));
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
            body.put("request", RequestId.of(request));
        } else {
            log.info("{} {}: {}", request.getMethod(), request.getRequestURI(), thrown.getMessage());
        }
        return answer(status, body);
    }

    private static HttpStatus status(Exception thrown) {
        if (Outage.isBehind(thrown)) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return switch (thrown) {
            case HttpMessageNotReadableException _ -> HttpStatus.BAD_REQUEST;
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() ->
                HttpStatus.valueOf(refused.getStatusCode().value());
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static Map<String, Object> body(HttpStatus status, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", status.value());
        body.put("title", status.getReasonPhrase());
        body.put("detail", detail);
        return body;
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatus status, Map<String, Object> body) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, MINUTE);
        } else if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, MOMENT);
        }
        return answer.body(body);
    }
}
