package no.dotkom.portal.diagnose;

import java.util.regex.Pattern;

/** What stopped a pull. A pull is told by several error names and also hides behind "unable to place a task". */
final class PullTexts {
    /** Stands before failures of secrets and of pulls alike, so it says neither. */
    private static final String EITHER = "unable to pull secrets or registry auth";

    /** The image's own name, of which nothing is a cause: a tag may be 403, a repository {@code rate-limit}. */
    static final Pattern REF =
            Pattern.compile("(?<=resolve ref |resolve reference |manifest for |denied for |image |repository )"
                    + "'?(?=[^\\s']{0,200}[/:.])[a-z0-9<][^\\s',]{2,300}"
                    + "|(?<=/v2/)[^\\s':]{1,300}"
                    + "|(?<=/)[a-z0-9][a-z0-9._/-]{0,200}:[a-z0-9_][\\w.-]{0,127}");

    private static final String[] REFUSED = {
        "unauthorized",
        "not authorized",
        "authorization failed",
        "failed to authorize",
        "insufficient_scope",
        "insufficient scope",
        "forbidden",
        "accessdenied",
        "access denied by",
        "access denied for",
        "authentication required",
        "no basic auth",
        "incorrect username or password",
        "invalid username",
        "credential",
        "token has expired",
        "expired token",
        "expiredtoken",
        "unrecognizedclient"
    };

    private static final String[] UNREACHABLE = {
        "timeout",
        "timed out",
        "time-out",
        "deadline exceeded",
        "request canceled",
        "connection issue",
        "connection refused",
        "connection reset",
        "connection closed",
        "no route to host",
        "network is unreachable",
        "could not reach",
        "cannot reach",
        "broken pipe",
        "unexpected eof",
        ": eof",
        "server misbehaving",
        "temporary failure in name resolution",
        "x509:",
        "http response to https client",
        "bad gateway",
        "service unavailable",
        "gateway time",
        "internal server error",
        "proxyconnect",
        "context canceled"
    };

    private PullTexts() {}

    static Verdict read(Phrase whole) {
        var phrase = whole.without(EITHER);
        return pulling(phrase) ? why(phrase.without(REF)) : Verdict.UNKNOWN;
    }

    private static Verdict why(Phrase phrase) {
        return Verdict.when(limited(phrase), Code.IMG_4)
                .or(() -> Verdict.when(otherPlatform(phrase), Code.IMG_3))
                .or(() -> Verdict.when(noSuchHost(phrase), Code.IMG_5))
                .or(() -> Verdict.when(refused(phrase) && !unreachableAfter(phrase), Code.IMG_2))
                .or(() -> Verdict.when(unreachable(phrase), Code.IMG_6))
                .or(() -> Verdict.when(missing(phrase), Code.IMG_1))
                .or(() -> Verdict.when(missingOrForbidden(phrase), Code.IMG_2));
    }

    private static boolean pulling(Phrase phrase) {
        return phrase.has(
                "cannotpull",
                "pull image",
                "image manifest",
                "imagemanifest",
                "resolve ref",
                "failed to copy",
                "register layer",
                "pulling image",
                "error pulling",
                "failed to pull",
                "pull command failed",
                "docker login",
                "manifest unknown",
                "manifest for",
                "no matching manifest",
                "matching platform",
                "image's platform",
                "specified platform",
                "on this platform",
                "/v2/",
                "toomanyrequests",
                "pull access",
                "registry",
                "transition to pull",
                "basic auth",
                "httpreadseeker",
                "getauthorizationtoken",
                "batchgetimage",
                "getdownloadurlforlayer",
                ".dkr.ecr.",
                "requested access to the resource",
                "unauthorized:",
                "authorization token has expired",
                "name unknown",
                "net/http:",
                "unexpected http status",
                "invalid reference format");
    }

    private static boolean limited(Phrase phrase) {
        return phrase.has("toomanyrequests", "too many requests", "rate limit", "ratelimit", "rate exceeded", "throttl")
                || phrase.word("429");
    }

    static boolean otherPlatform(Phrase phrase) {
        return phrase.has(
                        "no matching manifest",
                        "matching platform",
                        "no match for platform",
                        "match the specified platform",
                        "provide the specified platform",
                        "match the detected host platform",
                        "cannot be used on this platform",
                        "exec format error")
                || phrase.hasAll("image operating system", "platform");
    }

    static boolean noSuchHost(Phrase phrase) {
        return phrase.has(
                "no such host",
                "name or service not known",
                "name does not resolve",
                "could not resolve host",
                "nodename nor servname");
    }

    private static boolean refused(Phrase phrase) {
        return phrase.has(REFUSED) || phrase.word("401", "403");
    }

    private static boolean unreachable(Phrase phrase) {
        return phrase.has(UNREACHABLE) || phrase.word("500", "502", "503", "504");
    }

    /** The cause stands to the right: who asks for credentials and gets no answer was not refused. */
    private static boolean unreachableAfter(Phrase phrase) {
        return phrase.last(UNREACHABLE) > phrase.last(REFUSED) && !phrase.word("401", "403");
    }

    private static boolean missing(Phrase phrase) {
        return phrase.has(
                        "not found",
                        "notfound",
                        "manifest unknown",
                        "manifest_unknown",
                        "name unknown",
                        "name_unknown",
                        "name not known",
                        "no such image",
                        "invalid reference format",
                        "does not exist in the registry")
                || phrase.word("404");
    }

    /** The engine cannot tell these two apart. */
    private static boolean missingOrForbidden(Phrase phrase) {
        return phrase.has("docker login", "denied", "no pull access", "registry auth from asm", "may require auth")
                || phrase.has("does not exist");
    }
}
