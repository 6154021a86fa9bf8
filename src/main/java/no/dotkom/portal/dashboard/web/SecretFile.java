package no.dotkom.portal.dashboard.web;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import no.dotkom.portal.apps.DotEnv;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.Secrets;
import no.dotkom.portal.ui.FieldErrors;

/** Secrets as a {@code .env} file has them. Like {@link SecretForm} it has no text of its own. */
final class SecretFile {
    private static final String FIELD = "file";

    private final FieldErrors errors = new FieldErrors();
    private SortedMap<String, String> values = Collections.emptySortedMap();

    SecretFile(String pasted) {
        switch (DotEnv.read(pasted, Set.of())) {
            case DotEnv.Wrong(var key, var about) -> errors.add(FIELD, key, about.toArray());
            case DotEnv.Read(var variables) -> values = variables.values();
        }
        if (!errors.any() && values.isEmpty()) {
            errors.add(FIELD, "dashboard.secrets.error.file");
        }
        if (values.size() > Secrets.MOST) {
            errors.add(FIELD, "dashboard.secrets.error.file.many", String.valueOf(Secrets.MOST));
        }
        values.forEach((name, value) -> SecretForm.wrong(FIELD, name, value, errors));
    }

    FieldErrors errors() {
        return errors;
    }

    /** Where {@link #errors} are none. */
    Map<String, SecretValue> secrets() {
        var secrets = new TreeMap<String, SecretValue>();
        values.forEach((name, value) -> secrets.put(name, SecretValue.of(value)));
        return secrets;
    }
}
