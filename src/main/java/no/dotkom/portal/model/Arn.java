package no.dotkom.portal.model;

/** An Amazon resource name, as AWS answered it. Never built from what a member typed. */
public record Arn(String value) {
    public Arn {
        Check.that(value.startsWith("arn:"), "An ARN begins with arn:");
    }

    /** What follows the last slash: a task's id, a service's name. */
    public String tail() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
