package no.dotkom.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a request is told whose token cannot be looked up: the database is away. */
class CallerFilterIT extends ApiTokenTests {
    private final AtomicInteger passed = new AtomicInteger();

    private MockHttpServletResponse ask(String token) throws Exception {
        var nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        var away =
                new ApiTokens(new ApiTokenRepository(DSL.using(nowhere, SQLDialect.POSTGRES)), members, audit(), clock);
        var workflows = new WorkflowTokens(
                new WorkflowProperties(URI.create("https://token.example"), null),
                new PublicAddress(URI.create("http://localhost:8080"), List.of()),
                address -> {
                    throw new IOException("nobody is asked");
                },
                clock);
        var request = new MockHttpServletRequest("GET", "/api/v1/apps");
        request.addHeader("Authorization", "Bearer " + token);
        var answer = new MockHttpServletResponse();
        new CallerFilter(new Callers(workflows, away, clock))
                .doFilter(request, answer, (asked, answered) -> passed.incrementAndGet());
        return answer;
    }

    @Test
    void aTokenThatCannotBeLookedUpOpensNothingAndIsToBeSentAgain() throws Exception {
        // When
        var answer = ask(TokenText.make(new SecureRandom()));

        // Then
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString()).contains("cannot be looked up now", "Try again");
        assertThat(passed).hasValue(0);
    }

    @Test
    void whatIsNoneIsToldWithoutTheDatabase() throws Exception {
        assertThat(ask("dcs_" + "0".repeat(49)).getStatus()).isEqualTo(401);
        assertThat(passed).hasValue(0);
    }
}
