package no.dotkom.portal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.dotkom.portal.apps.DotEnv;
import no.dotkom.portal.dashboard.logs.Colours;
import no.dotkom.portal.dashboard.logs.LogText;
import no.dotkom.portal.identity.ReturnPath;
import no.dotkom.portal.model.HostName;
import no.dotkom.portal.model.ImageRef;

/**
 * Parsers of what members, containers and strangers write. {@code script/test} plays the texts that are kept beside this
 * class's name in the resources; {@code script/fuzz} looks for new ones.
 */
class ParsersFuzz {
    private static final String TIME = "60s";
    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final String REGISTRY = "registry.example.org";

    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern ACTS =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f]|\\x1b(?!\\[[0-9;:]*m)");

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** What is taken for a host is one, and stays the same when it is read again. */
    @FuzzTest(maxDuration = TIME)
    void hostName(byte[] data) {
        HostName.parse(text(data)).ifPresent(host -> {
            assertThat(host.value()).hasSizeLessThanOrEqualTo(128).matches(HOST);
            assertThat(HostName.parse(host.value())).contains(host);
            assertThat(HostName.parse(host.value().toUpperCase(Locale.ROOT) + "."))
                    .contains(host);
        });
    }

    /** What is pulled is what was read: no spelling leads to another registry. */
    @FuzzTest(maxDuration = TIME)
    void imageReference(byte[] data) {
        ImageRef.parse(text(data), REGISTRY).ifPresent(image -> {
            var pinned = image.pinned() ? image : image.pinnedTo(DIGEST);
            assertThat(pinned.pullReference())
                    .startsWith(image.registry() + "/")
                    .matches("[!-~]+");
            assertThat(ImageRef.parse(pinned.pullReference(), "elsewhere.example.org"))
                    .get()
                    .returns(image.registry(), ImageRef::registry)
                    .returns(image.repository(), ImageRef::repository);
        });
    }

    /** What was read is written so that the same is read again, and a name that is taken out is gone. */
    @FuzzTest(maxDuration = TIME)
    void dotEnv(byte[] data) {
        var pasted = text(data);
        if (!(DotEnv.read(pasted, Set.of()) instanceof DotEnv.Read(var variables))) {
            return;
        }
        assertThat(DotEnv.read(DotEnv.write(variables), Set.of())).isEqualTo(new DotEnv.Read(variables));
        for (var name : variables.values().keySet()) {
            var rest = DotEnv.without(name, pasted, Set.of());
            assertThat(DotEnv.read(rest, Set.of()))
                    .isInstanceOfSatisfying(
                            DotEnv.Read.class,
                            read -> assertThat(read.variables().values().keySet())
                                    .isEqualTo(variables.values().keySet().stream()
                                            .filter(each -> !each.equals(name))
                                            .collect(Collectors.toSet())));
        }
    }

    /** No character that acts is left but the choice of colours, and none of the text is lost in its spans. */
    @FuzzTest(maxDuration = TIME)
    void logLine(byte[] data) {
        var clean = LogText.clean(text(data));
        assertThat(ACTS.matcher(clean).find()).as(clean).isFalse();
        assertThat(LogText.clean(clean)).isEqualTo(clean);
        var spans =
                Colours.of(clean, List.of()).stream().map(Colours.Span::text).collect(Collectors.joining());
        assertThat(spans).isEqualTo(LogText.plain(clean));
    }

    /** Whatever an address asks for, the way back is a path of ours. */
    @FuzzTest(maxDuration = TIME)
    void returnPath(byte[] data) {
        var path = ReturnPath.of(text(data)).value();
        assertThat(path).startsWith("/").matches("[!-~]+").doesNotContain("\\");
        assertThat(path.startsWith("//")).isFalse();
    }
}
