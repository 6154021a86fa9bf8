package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S14: names and values that Dotkom's applications really have, and what gives them away. */
class SecretSignsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "AUTH0_CLIENT_SECRET, abc123, NAME",
                "AUTH_SECRET, hemmelig, NAME",
                "SIGNING_KEY, k1, NAME",
                "TURNSTILE_SECRET_KEY, 0x4AAA, NAME",
                "AWS_S3_UPLOAD_STATIC_ASSETS_SECRET_KEY, x, NAME",
                "GRADESTATS_DB_PASSWORD, grades, NAME",
                "EMAIL_HOST_PASSWORD, p, NAME",
                "SENTRY_DSN, abc, NAME",
                "SLACK_TOKEN, t, NAME",
                "DB_PASS, x, NAME",
                "APIKEY, x, NAME",
                "GRADESTATS_SECRET, changeme, NAME",
                "DATABASE_URL, postgres://u:p@db.internal:5432/grades, PASSWORD_IN_ADDRESS",
                "CACHE, redis://:p@cache:6379, PASSWORD_IN_ADDRESS",
                "NEXT_PUBLIC_ORIGIN, https://kari:p@online.ntnu.no, PASSWORD_IN_ADDRESS",
                "CI, ghp_0123456789abcdefABCDEF0123456789abcd, KNOWN_TOKEN",
                "CI, dcs_1fJjkkpe9PiTw9KSulA8Ghct30vZz4HpdQ5c5b9cPF14O1ott, KNOWN_TOKEN",
                "CI, github_pat_11AAAAAAA0123456789abc, KNOWN_TOKEN",
                "BOT, xoxb-123456789012-abcdefghij, KNOWN_TOKEN",
                "PAY, sk_live_0123456789abcdef, KNOWN_TOKEN",
                "ID, AKIAIOSFODNN7EXAMPLE, KNOWN_TOKEN",
                "DOPPLER, dp.st.prod.0123456789abcdef, KNOWN_TOKEN",
                "SESSION, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijkl, KNOWN_TOKEN",
                "CERT, -----BEGIN RSA PRIVATE KEY----- MIIE, KNOWN_TOKEN",
                "PEPPER, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c, RANDOM",
                "SALT, q7Xr2LmP0vZt9KdYw4HsJb6N, RANDOM",
                "GREETING, hello, none",
                "NODE_ENV, production, none",
                "PORT, 3000, none",
                "AUTH0_ISSUER, https://auth.online.ntnu.no, none",
                "OAUTH_TOKEN_ENDPOINT, https://auth.online.ntnu.no/oauth/token, none",
                "NEXT_PUBLIC_ACCESS_TOKEN_ROUTE, /api/token, none",
                "JWT_KEY, https://auth.online.ntnu.no/.well-known/jwks.json, none",
                "TURNSTILE_SITE_KEY, 0x4AAAAAAAB0123456789abc, none",
                "NEXT_PUBLIC_TURNSTILE_SITE_KEY, 0x4AAAAAAAB0123456789abc, none",
                "VAPID_PUBLIC_KEY, BEl62iUYgUivxIkv69yViEuiBIa0Ib9pSXHxJM, none",
                "AUTH_TRUST_HOST, true, none",
                "DATABASE_URL, postgres://db.internal:5432/grades, none",
                "STORAGE_BUCKET, kvittering-uploads-production-eu-north-1, none",
                "CC_RECIPIENT_EMAILS, kasserer@online.ntnu.no, none",
                "RPC_HOST, rpc.online.ntnu.no:443, none",
                "SIGNING_KEY, '', none",
                "USE_TOKEN, false, none",
                "TAG, sha-1a2b3c4d, none",
                "SERVICE, the-very-long-name-of-a-service-2, none"
            })
    void aSecretIsKnownByItsNameOrItsValue(String name, String value, SecretSigns.@Nullable Sign sign) {
        assertThat(SecretSigns.of(name, value).orElse(null)).isEqualTo(sign);
    }
}
