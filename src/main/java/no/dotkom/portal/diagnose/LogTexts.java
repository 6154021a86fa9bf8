package no.dotkom.portal.diagnose;

/** What a line of a log says of the end of its app. A log is hostile and chatty: only words that name a cause count. */
final class LogTexts {
    private LogTexts() {}

    static Verdict read(Phrase phrase) {
        return Verdict.when(otherArchitecture(phrase), Code.IMG_3)
                .or(() -> Verdict.when(heap(phrase), Code.OOM_2))
                .or(() -> Verdict.when(MissingVariable.in(phrase).isPresent(), Code.ENV_1))
                .or(() -> Verdict.when(service(phrase), Code.DB_1))
                .or(() -> Verdict.NOISE);
    }

    /** It says which variable is missing, or which service is away. */
    static boolean names(String line) {
        return Mentioned.service(line).isPresent()
                || MissingVariable.in(Phrase.of(line))
                        .filter(name -> !name.isEmpty())
                        .isPresent();
    }

    private static boolean otherArchitecture(Phrase phrase) {
        return phrase.has("exec format error", "could not open '/lib64/ld-linux-x86-64.so.2'", "rosetta error");
    }

    /** The limit of the runtime, not of the task. gunicorn's "Perhaps out of memory?" is a guess and no word of it. */
    private static boolean heap(Phrase phrase) {
        return phrase.has(
                        "heap out of memory",
                        "reached heap limit",
                        "near heap limit",
                        "java heap space",
                        "java.lang.outofmemoryerror",
                        "gc overhead limit exceeded",
                        "outofmemoryexception",
                        "runtime: out of memory",
                        "array buffer allocation failed",
                        "nomemoryerror",
                        "bytes exhausted (tried to allocate")
                || phrase.word("memoryerror")
                || phrase.hasAll("memory allocation of ", " failed");
    }

    private static boolean service(Phrase phrase) {
        return notFound(phrase) || unreachable(phrase) || refused(phrase);
    }

    static boolean notFound(Phrase phrase) {
        return phrase.word("enotfound")
                || phrase.has(
                        "eai_again",
                        "getaddrinfo",
                        "no such host",
                        "name or service not known",
                        "could not translate host name",
                        "temporary failure in name resolution",
                        "unknownhostexception",
                        "nodename nor servname",
                        "name does not resolve",
                        "no address associated with hostname",
                        "failed to resolve host",
                        "could not resolve host",
                        "host not found in upstream",
                        "unknown database",
                        "unknown mysql server host",
                        "empty host in database url")
                || phrase.hasAll("database '", "' does not exist")
                || phrase.has("server misbehaving");
    }

    private static boolean unreachable(Phrase phrase) {
        return phrase.has(
                        "econnrefused",
                        "econnreset",
                        "etimedout",
                        "ehostunreach",
                        "enetunreach",
                        "connection refused",
                        "connectionrefused",
                        "connect timed out",
                        "connection timed out",
                        "connecttimeout",
                        "connection timeout",
                        "no route to host",
                        "network is unreachable",
                        "can't reach database",
                        "can't connect to",
                        "cannot connect to",
                        "could not connect to",
                        "unable to connect to",
                        "failed to connect to",
                        "failed to initialize pool",
                        "communications link failure",
                        "server closed the connection",
                        "server has closed the connection",
                        "connection terminated unexpectedly",
                        "the connection attempt failed",
                        "network-related or instance-specific",
                        "no servers available",
                        "serverselection",
                        "server selection",
                        "could not be established",
                        "could not establish",
                        "could not open connection",
                        "unable to acquire jdbc",
                        "unable to obtain connection",
                        "connection is not available",
                        "reached but timed out",
                        "not support ssl connections",
                        "mongonetworkerror",
                        "nobrokersavailable",
                        "too many connections",
                        "too many clients already",
                        "remaining connection slots")
                || phrase.hasAll("connection to ", " refused")
                || phrase.hasAll("connection to server at", "failed")
                || phrase.hasAll("dial tcp", "timeout");
    }

    static boolean refused(Phrase phrase) {
        return phrase.has(
                        "password authentication failed",
                        "authentication failed against database",
                        "access denied for user",
                        "login failed for user",
                        "no pg_hba.conf entry",
                        "wrongpass",
                        "noauth authentication",
                        "invalid username-password",
                        "scram authentication",
                        "sasl authentication failed",
                        "client password must be a string",
                        "er_access_denied",
                        "bad auth")
                || phrase.has("authentication failed")
                        && phrase.has("mongo", "database", "redis", "amqp", "rabbit", "kafka")
                || phrase.hasAll("role '", "' does not exist")
                || phrase.has("access_refused");
    }
}
