package no.dotkom.portal.apps.web;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import no.dotkom.portal.identity.ApiToken;
import no.dotkom.portal.identity.ApiTokens;
import no.dotkom.portal.ui.FieldErrors;

/**
 * A token as it is asked for.
 *
 * @param scope {@code deploy} or {@code read}
 * @param days how long it is to be good
 * @param key of this form, however often it is sent
 */
record TokenForm(String name, String scope, String days, String key) {
    TokenForm {
        name = name.strip();
        // A form without one was not made by a page of ours; it is no reason to make no token.
        key = key.matches("[0-9a-f-]{36}") ? key : UUID.randomUUID().toString();
    }

    static TokenForm empty() {
        return new TokenForm("", "deploy", "30", "");
    }

    /** As templates and forms spell it. */
    public String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    FieldErrors errors() {
        var errors = new FieldErrors();
        if (name.isEmpty()) {
            errors.add("name", "apps.tokens.error.none");
        } else if (!ApiToken.isName(name)) {
            errors.add("name", "apps.tokens.error.name");
        }
        if (scopeOf().isEmpty()) {
            errors.add("scope", "apps.tokens.error.scope");
        }
        if (daysOf().isEmpty()) {
            errors.add("days", "apps.tokens.error.days");
        }
        return errors;
    }

    Optional<ApiTokens.Wish> wish() {
        return errors().any()
                ? Optional.empty()
                : scopeOf().flatMap(scope -> daysOf().map(life -> new ApiTokens.Wish(name, scope, life, key)));
    }

    private Optional<ApiToken.Scope> scopeOf() {
        return Stream.of(ApiToken.Scope.values())
                .filter(each -> word(each).equals(scope))
                .findFirst();
    }

    private Optional<Integer> daysOf() {
        return ApiTokens.DAYS.stream()
                .filter(each -> each.toString().equals(days))
                .findFirst();
    }
}
