package no.dotkom.portal.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Names that a text mentions, whoever reads them. The patterns are bounded: a text of any shape costs little. */
final class Mentioned {
    private static final Pattern REF = Pattern.compile(
            "(?i)(?:resolve ref(?:erence)?|manifest for|pull access denied for|image|repository)\\s+[\"']?((?=[^\\s\"']{0,200}[/:.])[a-z0-9<][^\\s\"',]{2,300})");
    private static final Pattern MANIFEST = Pattern.compile(
            "https?://([^/\\s\"']{1,200})/v2/([^\\s\"']{1,200}?)/(?:manifests|blobs)/([^\\s\"']{1,150})");
    private static final Pattern LOOKED_UP = Pattern.compile("(?i)lookup ([a-z0-9._-]{1,200})");
    private static final Pattern URL_HOST = Pattern.compile("https?:/{1,2}([a-z0-9.:_-]{1,200})");
    private static final Pattern EXEC = Pattern.compile("exec:? [\"']+([^\"']{1,200})");
    private static final Pattern EXEC_PLAIN = Pattern.compile("exec (/[^\\s:]{1,200})");
    private static final Pattern ROLE = Pattern.compile("(?::role/|assumed-role/)([\\w+=,.@/-]{1,120})");
    private static final Pattern ROLE_NAME = Pattern.compile("(?i)role '([\\w+=,.@/-]{1,120})'");
    private static final Pattern GROUP = Pattern.compile("(?i)log group[: '\"]{1,4}([\\w./#-]*/[\\w./#-]{1,200})");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?::secret:|:parameter/|parameters: |json key |secret ')([\\w/+=.@-]{1,200})");
    private static final Pattern BOUND = Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[?::]?):(\\d{2,5})\\b");
    private static final Pattern PORT = Pattern.compile("\\(port (\\d{1,5})\\)");
    private static final Pattern CODES = Pattern.compile("codes?: ?\\[?(\\d{3})");
    private static final Pattern ACCESS = Pattern.compile("\" (\\d{3}) ");
    private static final Pattern INSTANCE = Pattern.compile("(?i)\\b(i-[0-9a-f]{8,17})");
    private static final Pattern PLATFORM = Pattern.compile("(?i)linux/(amd64|arm64)");
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\w.])");

    private static final Pattern NAME = Pattern.compile("(?:name[=: ]{1,3}'|name ')([^']{1,200})'");
    private static final Pattern MOST = Pattern.compile("\\[?(\\d{1,6})]?\\s*$");
    private static final List<Pattern> SERVICES = List.of(
            Pattern.compile("(?i)(?:econnrefused|etimedout|ehostunreach|econnreset) ([^\\s,'\"]{1,120}:\\d{1,5})"),
            Pattern.compile("(?i)(?:enotfound|eai_again) ([a-z0-9._-]{1,120})"),
            Pattern.compile("(?i)database server at [`'\"]?([a-z0-9._-]{1,120}:\\d{1,5})"),
            Pattern.compile("(?i)dial tcp (?:lookup )?([a-z0-9._-]{1,120}(?::\\d{1,5})?)"),
            Pattern.compile(
                    "(?i)connection to (?:server at )?[\"']?([a-z0-9._-]{1,120}(?::\\d{1,5})?)[\"']? ?(?:\\([^)]{0,60}\\))?,? ?(?:port \\d{1,5} )?(?:refused|failed)"),
            Pattern.compile(
                    "(?i)(?:host name|upstream|resolve host|unknown (?:mysql server )?host:?|unknownhostexception:?) [\"']?([a-z0-9._-]{1,120})"),
            Pattern.compile(
                    "(?i)(?:connect to|connecting to) [`'\"]?(?:[a-z0-9+]{1,20}://(?:[^@\\s]{1,120}@)?)?([a-z0-9._-]{1,120}(?::\\d{1,5}| port \\d{1,5})?)"),
            Pattern.compile("(?i)(?:database|role|user) [`'\"]([^`'\"\\s]{1,80})[`'\"]"),
            Pattern.compile("(?i)\\bhost=([a-z0-9._-]{1,120})"));

    private Mentioned() {}

    /** The first group of the first match. */
    static Optional<String> first(Pattern pattern, String raw) {
        var found = pattern.matcher(raw);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static OptionalInt number(Pattern pattern, String raw) {
        return first(pattern, raw).map(Integer::parseInt).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    static Optional<String> image(String raw) {
        var manifest = MANIFEST.matcher(raw);
        return first(REF, raw)
                .map(Mentioned::bare)
                .or(() ->
                        manifest.find() ? Optional.of(manifest.group(1) + "/" + manifest.group(2)) : Optional.empty());
    }

    private static String bare(String ref) {
        var end = ref.length();
        while (end > 0 && (ref.charAt(end - 1) == ':' || ref.charAt(end - 1) == '.')) {
            end--;
        }
        return ref.substring(0, end);
    }

    /** The registry that was asked. */
    static Optional<String> registry(String raw) {
        return first(LOOKED_UP, raw)
                .or(() -> first(URL_HOST, raw))
                .or(() -> image(raw).filter(ref -> ref.contains("/")).map(ref -> ref.substring(0, ref.indexOf('/'))))
                .filter(host -> host.contains("."))
                // Where the limits of Docker Hub are explained, not where images are.
                .filter(host -> !host.endsWith("docker.com"));
    }

    static Optional<String> command(String raw) {
        var plain = Phrase.of(raw).readable();
        return first(EXEC, plain).or(() -> first(EXEC_PLAIN, plain)).map(String::strip);
    }

    /** What Docker says of a command, by the words it always uses; else the last part of the text. */
    static String why(String raw) {
        var phrase = Phrase.of(raw);
        return Arrays.stream(new String[] {
                    "executable file not found",
                    "permission denied",
                    "no such file",
                    "no command specified",
                    "not a directory",
                    "is a directory",
                    "invalid mount",
                    "operation not permitted",
                })
                .filter(phrase::has)
                .findFirst()
                .orElseGet(() -> last(raw));
    }

    private static String last(String raw) {
        var text = Phrase.of(raw).readable().strip().replaceAll("(: unknown)?\\.?$", "");
        return text.substring(text.lastIndexOf(": ") < 0 ? 0 : text.lastIndexOf(": ") + 2);
    }

    static Optional<String> role(String raw) {
        return first(ROLE, raw).or(() -> first(ROLE_NAME, raw));
    }

    static Optional<String> logGroup(String raw) {
        return first(GROUP, raw);
    }

    static Optional<String> secret(String raw) {
        return first(SECRET, raw);
    }

    /** A thing of AWS's, by the name that stands in the quotes behind that word. */
    static Optional<String> name(String raw) {
        return first(NAME, raw);
    }

    /** The host, perhaps with its port, the database or the user that an app could not reach or log in to. */
    static Optional<String> service(String raw) {
        var text = Phrase.of(raw).readable();
        return SERVICES.stream()
                .flatMap(pattern -> first(pattern, text).stream())
                .map(found -> found.replace(" port ", ":"))
                .findFirst();
    }

    /** How many there may be: the number at the end. */
    static OptionalInt most(String raw) {
        return number(MOST, raw.strip());
    }

    static OptionalInt boundPort(String raw) {
        return number(BOUND, raw);
    }

    static OptionalInt port(String raw) {
        return number(PORT, raw);
    }

    static OptionalInt status(String raw) {
        var code = number(CODES, raw);
        return code.isPresent() ? code : number(ACCESS, raw);
    }

    static Optional<String> node(String raw) {
        return first(INSTANCE, raw);
    }

    static Optional<String> platform(String raw) {
        return first(PLATFORM, raw);
    }

    static Optional<String> address(String raw) {
        return first(ADDRESS, raw);
    }
}
