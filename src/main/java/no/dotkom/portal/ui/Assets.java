package no.dotkom.portal.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The hashed addresses of stylesheet, script and sprite, as the front-end build wrote them; missing ones stop the start. */
@Component
public class Assets {
    static final String FOLDER = "/assets/";
    private final Map<String, String> files;

    public Assets(JsonMapper json) {
        try (var manifest = new ClassPathResource("static/assets/manifest.json").getInputStream()) {
            this.files = Map.copyOf(json.readValue(manifest, new TypeReference<Map<String, String>>() {}));
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "The front end is not built: static/assets/manifest.json is missing", missing);
        }
    }

    /** The address of an asset by its plain name, {@code portal.css}. */
    public String path(String name) {
        var file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("There is no asset named " + name);
        }
        return FOLDER + file;
    }

    /** The address of one symbol of the sprite. */
    public String icon(String name) {
        return path("sprite.svg") + "#i-" + name;
    }
}
