package no.dotkom.portal.ui.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import no.dotkom.portal.ui.Assets;
import no.dotkom.portal.ui.Catalogue;
import no.dotkom.portal.ui.Words;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told when something goes wrong behind the API. */
class ApiErrorsTest {
    private static ResponseEntity<Map<String, Object>> told(Exception thrown) {
        return new ApiErrors().refused(thrown, new MockHttpServletRequest("GET", "/api/v1/apps"), words());
    }

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/ui");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Catalogue(messages, new Assets(new JsonMapper()), Clock.systemUTC())
                .words(Locale.ENGLISH, ZoneOffset.UTC);
    }

    private static Object detail(ResponseEntity<Map<String, Object>> answer) {
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        return Objects.requireNonNull(Objects.requireNonNull(answer.getBody()).get("detail"));
    }

    @Test
    void aDatabaseThatIsAwayIsToldAndWhenToTryAgain() {
        // When
        var answer = told(new DataAccessResourceFailureException("no", new SQLException("down", "08001")));

        // Then
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        assertThat(detail(answer)).isEqualTo("The database of the portal does not answer. Try again.");
    }

    @Test
    void aMistakeOfOursTellsNothingOfItsInsides() {
        // When
        var answer = told(new IllegalStateException("jdbc:postgresql://10.0.0.4 password=hunter2"));

        // Then
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(String.valueOf(answer.getBody())).doesNotContain("hunter2", "10.0.0.4");
        assertThat(answer.getBody()).containsKey("request");
    }

    @Test
    void whatSpringRefusesKeepsItsStatus() {
        assertThat(told(new HttpRequestMethodNotSupportedException("DELETE")).getStatusCode())
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
    }
}
