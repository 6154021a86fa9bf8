package no.dotkom.portal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Pictures of every screen in every state, for people to judge: {@code target/screens/index.html}. Which there are, and
 * which test takes them, is written in {@code screens.txt}; a test fails when it left one out.
 */
public final class Screens {
    private static final Path FOLDER = Path.of("target", "screens");
    private static final Map<String, Listed> ALL = read();

    /** Its fonts are there, and nothing of it fades or moves but what does so for ever. */
    private static final String STILL = "() => document.fonts.status === 'loaded' && document.getAnimations().every("
            + "(each) => each.playState !== 'running' || each.effect.getTiming().iterations === Infinity)";

    private final String taker;
    private final Set<String> taken = new ConcurrentSkipListSet<>();

    /** A line of the list. @param screen the name of the screen in the design; {@code taker} a test class */
    private record Listed(String screen, String state, String taker) {}

    private Screens(String taker) {
        this.taker = taker;
    }

    public static Screens of(Class<?> taker) {
        return new Screens(taker.getSimpleName());
    }

    private static Map<String, Listed> read() {
        try (var list = Screens.class.getResourceAsStream("/screens.txt")) {
            var all = new LinkedHashMap<String, Listed>();
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .forEach(word -> all.put(word[0].strip(), new Listed(word[1], word[2], word[3].strip())));
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * One picture of the page as it is, all of it.
     *
     * @param name as it is listed
     * @throws AssertionError when this test is not the one that takes it
     */
    public void take(Page page, String name, int width, ColorScheme scheme) {
        assertThat(names()).as("what %s takes, by screens.txt", taker).contains(name);
        settle(page);
        var file = "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(file)));
        taken.add(name);
    }

    /** Asked from here: a page without script has no clock to ask it by. */
    private static void settle(Page page) {
        for (var look = 0; !(Boolean) page.evaluate(STILL); look++) {
            assertThat(look)
                    .as("something on %s moves all the time", page.url())
                    .isLessThan(100);
            page.waitForTimeout(50);
        }
    }

    private Set<String> names() {
        var names = new TreeSet<String>();
        ALL.forEach((name, listed) -> {
            if (listed.taker().equals(taker)) {
                names.add(name);
            }
        });
        return names;
    }

    /** @throws AssertionError when one of its pictures was not taken */
    public void complete() {
        index();
        assertThat(taken).as("pictures that %s took", taker).containsExactlyInAnyOrderElementsOf(names());
    }

    /** All pictures there are on one page, those of a state beside each other. */
    private static void index() {
        var html = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>Screens</title>");
        ALL.forEach((name, listed) -> {
            html.append("<h2 id=\"%s\">%s: %s</h2>".formatted(name, listed.screen(), listed.state()));
            try (var pictures = Files.newDirectoryStream(FOLDER, name + "-[0-9]*.png")) {
                for (var picture : pictures) {
                    var file = picture.getFileName();
                    html.append("<a href=\"%s\"><img src=\"%s\" height=\"400\" alt=\"%s\" loading=\"lazy\"></a> "
                            .formatted(file, file, file));
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        try {
            Files.writeString(FOLDER.resolve("index.html"), html);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
