package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How the README says to start the portal: read from its text, so that what is measured is what is recommended. */
record Recommended(Map<String, String> environment, List<String> options) {
    private static final Pattern LINE = Pattern.compile("(?m)^((?:[A-Z_]+=\\S+ )*)java (.*) -jar portal\\.jar$");

    static Recommended byTheReadme() throws IOException {
        var found = LINE.matcher(Files.readString(Path.of("README.md")));
        if (!found.find()) {
            throw new IllegalStateException("The README does not say how to start portal.jar");
        }
        var environment = new LinkedHashMap<String, String>();
        for (var setting : words(found.group(1))) {
            var equals = setting.indexOf('=');
            environment.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Recommended(environment, words(found.group(2)));
    }

    private static List<String> words(String text) {
        return Pattern.compile("\\s+")
                .splitAsStream(text.strip())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        var line = new StringBuilder();
        environment.forEach(
                (name, value) -> line.append(name).append('=').append(value).append(' '));
        return line.append("java ")
                .append(String.join(" ", options))
                .append(" -jar portal.jar")
                .toString();
    }
}
