package no.dotkom.portal.dashboard.web;

import no.dotkom.portal.model.Problem;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.ui.FieldErrors;

/** A secret as it was typed. No record: its text would have the value. */
final class SecretForm {
    private final String name;
    private final String value;

    /** Line ends as they were typed, not as browsers send them; those after the value are left out. */
    SecretForm(String name, String value) {
        this.name = name.strip();
        this.value = value.replace("\r\n", "\n").replaceFirst("\n+$", "");
    }

    String name() {
        return name;
    }

    /** What a page may show of the name: whoever typed a whole line there finds no value in it. */
    String shownName() {
        var end = name.indexOf('=');
        return end < 0 ? name : name.substring(0, end);
    }

    FieldErrors errors() {
        var errors = new FieldErrors();
        if (name.isEmpty()) {
            errors.add("name", "dashboard.secrets.error.name");
        } else if (!Variables.isName(name)) {
            errors.add("name", Problem.of("SECRET-1"));
        }
        wrong("value", name, value, errors);
        return errors;
    }

    /** Says what no secret may have as its value. */
    static void wrong(String field, String name, String value, FieldErrors errors) {
        if (value.isBlank()) {
            errors.add(field, "dashboard.secrets.error." + field + ".empty", name);
        } else if (value.indexOf(0) >= 0) {
            errors.add(field, "dashboard.secrets.error." + field + ".character", name);
        } else if (SecretValue.bytes(value) > SecretValue.MOST_BYTES) {
            errors.add(
                    field,
                    "dashboard.secrets.error." + field + ".long",
                    name,
                    String.valueOf(SecretValue.MOST_BYTES),
                    String.valueOf(SecretValue.bytes(value)));
        }
    }

    /** Where {@link #errors} are none. */
    SecretValue value() {
        return SecretValue.of(value);
    }
}
