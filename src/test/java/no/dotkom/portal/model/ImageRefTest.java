package no.dotkom.portal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry that an image comes from cannot be mistaken (security.md S12). */
class ImageRefTest {
    private static final String ECR = "123456789012.dkr.ecr.eu-north-1.amazonaws.com";
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    static Stream<Arguments> references() {
        return Stream.of(
                Arguments.of("web", ECR, "web", "latest", null),
                Arguments.of("web:1.4", ECR, "web", "1.4", null),
                Arguments.of("  web:1.4\n", ECR, "web", "1.4", null),
                Arguments.of("grades/prd/web:1.4", ECR, "grades/prd/web", "1.4", null),
                Arguments.of("web@" + DIGEST, ECR, "web", null, DIGEST),
                Arguments.of("web:1.4@" + DIGEST, ECR, "web", "1.4", DIGEST),
                Arguments.of(ECR + "/grades/prd/web:abc", ECR, "grades/prd/web", "abc", null),
                Arguments.of("ghcr.io/dotkom/monoweb:main", "ghcr.io", "dotkom/monoweb", "main", null),
                Arguments.of("ghcr.io/dotkom/monoweb", "ghcr.io", "dotkom/monoweb", "latest", null),
                Arguments.of("ghcr.io:443/dotkom/monoweb:x", "ghcr.io:443", "dotkom/monoweb", "x", null),
                Arguments.of("localhost/web:1", "localhost", "web", "1", null),
                Arguments.of("localhost:5000/web:1", "localhost:5000", "web", "1", null),
                Arguments.of("10.0.0.1:5000/web:1", "10.0.0.1:5000", "web", "1", null),
                // No dot, no port: a namespace of the default registry, never a host.
                Arguments.of("ghcr/web:1", ECR, "ghcr/web", "1", null),
                Arguments.of("library/nginx", ECR, "library/nginx", "latest", null),
                // What looks like an allowed registry is a part of another's path or name.
                Arguments.of("ghcr.io.evil.com/x", "ghcr.io.evil.com", "x", "latest", null),
                Arguments.of("evil.com/ghcr.io/x", "evil.com", "ghcr.io/x", "latest", null),
                Arguments.of("evil.com/ghcr.io/dotkom/x:1", "evil.com", "ghcr.io/dotkom/x", "1", null),
                Arguments.of("xghcr.io/dotkom/x", "xghcr.io", "dotkom/x", "latest", null),
                Arguments.of("ghcr.io-evil.com/x", "ghcr.io-evil.com", "x", "latest", null),
                Arguments.of("ghcr.io:80/ghcr.io/x", "ghcr.io:80", "ghcr.io/x", "latest", null),
                Arguments.of("a.b/web_1/x__y/z-1/w--2:T_a.g-", "a.b", "web_1/x__y/z-1/w--2", "T_a.g-", null),
                Arguments.of("web:" + "t".repeat(128), ECR, "web", "t".repeat(128), null));
    }

    @ParameterizedTest
    @MethodSource("references")
    void aReferenceIsReadIntoItsParts(String typed, String registry, String repository, String tag, String digest) {
        assertThat(ImageRef.parse(typed, ECR)).contains(new ImageRef(registry, repository, tag, digest));
    }

    static Stream<String> neverAnImage() {
        return Stream.of(
                "",
                " ",
                ":",
                "@",
                "/",
                ":latest",
                "@" + DIGEST,
                "web:",
                "web@",
                "web:a:b",
                "web/",
                "/web",
                "//web",
                "ghcr.io/",
                "ghcr.io//web",
                "ghcr.io/web/",
                "ghcr.io@evil/x",
                "ghcr.io@evil.com/x:1",
                "user@ghcr.io/x",
                "user:secret@ghcr.io/x",
                "https://ghcr.io/x",
                "docker://ghcr.io/x",
                "host:5000/x",
                "ghcr.io:/x",
                "ghcr.io:abc/x",
                "ghcr.io:123456/x",
                "ghcr.io./x",
                ".ghcr.io/x",
                "ghcr..io/x",
                "-ghcr.io/x",
                "ghcr-.io/x",
                "ghcr_io.com/x",
                "GHCR.io/x",
                "ghcr.io/Dotkom/x",
                "Web",
                "ghcr.io/../x",
                "../x",
                "./x",
                "a/../b",
                "a..b",
                "ghcr.io/.x",
                "ghcr.io/x-",
                "ghcr.io/-x",
                "ghcr.io/x___y",
                "ghcr.io%2fx",
                "ghcr.io\\x",
                "ghcr.io/x?y",
                "ghcr.io/x#y",
                "ghcr.io/x y",
                "ghcr.io/x\ty",
                "ghcr.io/x\r\ny:1",
                "ghcr.io/x\0",
                "ｇｈｃｒ.io/x",
                "ghcr.io／x",
                "ghcr.io/blåbær",
                "gh\u200Bcr.io/x",
                "[::1]:5000/x",
                "web:-tag",
                "web:.tag",
                "web:ta/g",
                "web:täg",
                "web:" + "t".repeat(129),
                "web@sha256:abc",
                "web@sha256:" + "A".repeat(64),
                "web@sha256:" + "a".repeat(65),
                "web@sha512:" + "a".repeat(64),
                "web@" + DIGEST + "@" + DIGEST,
                "web@" + DIGEST + ":tag",
                "a".repeat(201),
                "a.".repeat(100) + "no/x");
    }

    @ParameterizedTest
    @MethodSource("neverAnImage")
    void whatIsNoReferenceIsRefused(String typed) {
        assertThat(ImageRef.parse(typed, ECR)).isEmpty();
    }

    @Test
    void longNonsenseIsRefusedAtOnce() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> Stream.of(
                                "a-".repeat(100_000),
                                "a_".repeat(100_000),
                                "a.".repeat(100_000) + "/x",
                                "a/".repeat(100_000))
                        .forEach(typed -> assertThat(ImageRef.parse(typed, ECR)).isEmpty()));
    }

    @Test
    void whatAReferenceSaysReadsBackAsItself() {
        references()
                .map(row -> ImageRef.parse(String.valueOf(row.get()[0]), ECR).orElseThrow())
                .map(ImageRef::unpinned)
                .forEach(image -> assertThat(ImageRef.parse(image.toString(), "other.example.org"))
                        .contains(image));
    }

    @Test
    void onlyAPinnedImageCanBePulled() {
        // Given
        var image = ImageRef.parse("web:1.4", ECR).orElseThrow();

        // Then
        assertThat(image.pinned()).isFalse();
        assertThatThrownBy(image::pullReference).isInstanceOf(IllegalArgumentException.class);
        assertThat(image.pinnedTo(DIGEST).pullReference()).isEqualTo(ECR + "/web@" + DIGEST);
    }

    @Test
    void pinningKeepsTheTagAndUnpinningBringsItBack() {
        // Given
        var image = ImageRef.parse("web:1.4", ECR).orElseThrow();

        // Then
        assertThat(image.pinnedTo(DIGEST).shortName()).isEqualTo("web:1.4");
        assertThat(image.pinnedTo(DIGEST).unpinned()).isEqualTo(image);
    }

    @Test
    void anImageByDigestAloneStaysPinned() {
        // Given
        var image = ImageRef.parse("web@" + DIGEST, ECR).orElseThrow();

        // Then
        assertThat(image.unpinned()).isEqualTo(image);
        assertThat(image.shortName()).isEqualTo("web@" + DIGEST);
    }

    @Test
    void anImageHasATagOrADigest() {
        assertThatThrownBy(() -> new ImageRef(ECR, "web", null, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
