package no.dotkom.portal.ui.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import no.dotkom.portal.ui.ApiProblem;
import no.dotkom.portal.ui.FieldErrors;
import no.dotkom.portal.ui.Outage;
import no.dotkom.portal.ui.RequestId;
import no.dotkom.portal.ui.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells programs why a request was not done, as problem+json: a status, a code of ours, a sentence for people. */
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors {
    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);
    private static final String MINUTE = "60";
    private static final String MOMENT = "5";

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> told(ApiProblem thrown, Words words) {
        var errors = thrown.errors().all();
        var status = thrown.status();
        if (errors.isEmpty()) {
            return answer(status, body(status, words.message("ui.api." + status.value())));
        }
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

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException thrown, Words words) {
        return answer(HttpStatus.BAD_REQUEST, body(HttpStatus.BAD_REQUEST, words.message("ui.api.400")));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unknownType(HttpMediaTypeException thrown, Words words) {
        var status = HttpStatus.valueOf(thrown.getStatusCode().value());
        return answer(status, body(status, words.message("ui.api.415")));
    }

    /** What nobody expected, and what Spring itself refuses. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unexpected(Exception thrown, HttpServletRequest request, Words words) {
        var status = status(thrown);
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        } else {
            log.info("{} {}: {}", request.getMethod(), request.getRequestURI(), thrown.getMessage());
        }
        var worded = status.is5xxServerError() ? status.value() : HttpStatus.BAD_REQUEST.value();
        var body = body(status, words.message("ui.api." + worded));
        body.put("request", RequestId.of(request));
        return answer(status, body);
    }

    private static HttpStatus status(Exception thrown) {
        if (Outage.isBehind(thrown)) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return thrown instanceof ErrorResponse refused
                        && HttpStatus.resolve(refused.getStatusCode().value()) instanceof HttpStatus known
                        && known.is4xxClientError()
                ? known
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    private static Map<String, Object> body(HttpStatus status, String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", status.value());
        body.put("title", status.getReasonPhrase());
        body.put("detail", detail);
        return body;
    }

    private static ResponseEntity<Map<String, Object>> answer(HttpStatusCode status, Map<String, Object> body) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status.value() == HttpStatus.TOO_MANY_REQUESTS.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, MINUTE);
        } else if (status.value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, MOMENT);
        }
        return answer.body(body);
    }
}
