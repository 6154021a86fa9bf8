package no.dotkom.portal.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import no.dotkom.portal.model.Variables;

/** The variable that a log says is missing. Every framework says it in its own words, but beside its name. */
final class MissingVariable {
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{2,60}(?![A-Za-z0-9_])");
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i)resolve placeholder ['\"‘“`]?\\$?\\{?([A-Za-z][A-Za-z0-9_.-]{0,80})");
    private static final Pattern FIELD = Pattern.compile(
            "(?m)^\\s{0,8}([A-Za-z][A-Za-z0-9_]{1,60})\\s{0,4}\\n\\s{0,8}(?i:field required|value_error\\.missing)");
    private static final Pattern KEY = Pattern.compile(
            "(?:KeyError: (?:key not found: )?|fetch': key not found: )['\":]+([A-Z][A-Z0-9_]{1,60})\\b");
    private static final Pattern QUOTED =
            Pattern.compile("(?i)missing [`'\"‘]([a-z][a-z0-9_]{2,60})[`'\"’] for '?production");
    /** By itself: a path through {@code .venv} says nothing. */
    private static final Pattern OF_ENVIRONMENT =
            Pattern.compile("(?i)(?<![a-z])(?:dot)?env(?:ironment|iron)?(?![a-z])|variable");

    private static final List<String> MISSING = List.of(
            "not set",
            "n't set",
            "not found",
            "not defined",
            "not provided",
            "not configured",
            "not specified",
            "not present",
            "is unset",
            "undefined",
            "missing",
            "required",
            "must be set",
            "must be provided",
            "must be defined",
            "must be specified",
            "must specify",
            "must provide",
            "need to specify",
            "should be set",
            "must not be empty",
            "cannot be empty",
            "can't be empty",
            "may not be empty",
            "is empty",
            "empty string",
            "unbound variable",
            "parameter null",
            "no value for",
            "please set",
            "set the ",
            "please define",
            "please provide",
            "notpresent",
            "invalid environment variable");
    /** What has capital letters and is no variable. */
    private static final List<String> OTHERS = List.of(
            "ERROR",
            "WARN",
            "WARNING",
            "INFO",
            "DEBUG",
            "FATAL",
            "PANIC",
            "CRITICAL",
            "TRACE",
            "EXCEPTION",
            "HTTP",
            "HTTPS",
            "JSON",
            "NULL",
            "TRUE",
            "FALSE",
            "URL",
            "URI",
            "SQL",
            "TLS",
            "SSL",
            "TCP",
            "DNS",
            "API",
            "AWS",
            "ENV",
            "UTC",
            "NOT",
            "AND",
            "MUST",
            "MISSING",
            "REQUIRED",
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "NOTE",
            "LOG",
            "SELECT",
            "TABLE",
            "FROM",
            "WHERE",
            "CREATE",
            "ENOENT",
            "EACCES",
            "EPERM",
            "ERR",
            "YAML",
            "XML",
            "HTML");
    /** A name of JavaScript or Python itself, a module, a column: all said to be missing too. */
    private static final List<String> ELSEWHERE = List.of(
            "referenceerror",
            "nameerror",
            "module named",
            "column",
            "relation",
            "find module",
            "permission denied",
            "certificate",
            "optional",
            "warn",
            "deprecat",
            "debug",
            "using default",
            "header",
            "jarfile",
            "production build",
            "arguments are");

    private MissingVariable() {}

    /** Its name, which is empty where the log does not tell it. */
    static Optional<String> in(Phrase phrase) {
        var raw = phrase.readable();
        return key(phrase, raw)
                .or(() -> Mentioned.first(PLACEHOLDER, raw).map(MissingVariable::relaxed))
                .or(() -> Mentioned.first(QUOTED, raw).map(name -> name.toUpperCase(Locale.ROOT)))
                .or(() -> phrase.has("validation error")
                        ? Mentioned.first(FIELD, raw).map(name -> name.toUpperCase(Locale.ROOT))
                        : Optional.empty())
                .or(() -> byLine(raw))
                .or(() -> inAValidation(phrase))
                .or(() -> unnamed(phrase) ? Optional.of("") : Optional.empty());
    }

    /** The key of any map is called that: one of the environment has an underscore, or was asked of it. */
    private static Optional<String> key(Phrase phrase, String raw) {
        return Mentioned.first(KEY, raw)
                .filter(name -> name.contains("_") || phrase.has("environ", "getenv", "env[", "env.fetch"));
    }

    /** Spring's relaxed binding: {@code app.mail-host} is read from {@code APP_MAILHOST}. */
    private static String relaxed(String property) {
        return property.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static Optional<String> byLine(String raw) {
        return Arrays.stream(raw.split("\\R"))
                .filter(line -> line.length() <= 2_000)
                .filter(MissingVariable::saysMissing)
                .flatMap(line -> name(line).stream())
                .findFirst();
    }

    private static boolean saysMissing(String line) {
        var plain = Phrase.plain(line);
        return MISSING.stream().anyMatch(plain::contains) && ELSEWHERE.stream().noneMatch(plain::contains);
    }

    private static Optional<String> name(String line) {
        var named = OF_ENVIRONMENT.matcher(line).find();
        return NAME.matcher(line)
                .results()
                .map(MatchResult::group)
                .filter(name -> !OTHERS.contains(name) && !isErrorCode(name))
                .filter(name -> name.contains("_") || named)
                .filter(Variables::isName)
                .findFirst();
    }

    private static boolean isErrorCode(String name) {
        return name.startsWith("ERR_")
                || name.startsWith("ER_")
                || name.startsWith("EAI_")
                || name.endsWith("_NOT_FOUND")
                || name.endsWith("_ERROR")
                || name.endsWith("_EXCEPTION");
    }

    /** zod and its kin print the name and what is wrong with it on lines of their own. */
    private static Optional<String> inAValidation(Phrase phrase) {
        if (!phrase.has(
                "invalid environment", "invalid env", "'required'", "env validation", "environment validation")) {
            return Optional.empty();
        }
        return NAME.matcher(phrase.readable())
                .results()
                .map(MatchResult::group)
                .filter(name -> !OTHERS.contains(name) && !isErrorCode(name) && name.contains("_"))
                .findFirst();
    }

    private static boolean unnamed(Phrase phrase) {
        return phrase.has(
                "environment variable not found",
                "value: notpresent",
                "missing environment variable",
                "missing required environment",
                "environment variables are not set",
                "environment variable is not set");
    }
}
