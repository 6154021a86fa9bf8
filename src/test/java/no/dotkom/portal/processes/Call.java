package no.dotkom.portal.processes;

import java.util.regex.Pattern;

/**
 * A call of AWS as it passes on the wire.
 *
 * @param operation by its name in AWS's API, of Route 53 its method and path
 * @param attempt 1, or more when the SDK tries it again
 * @param text what it says
 */
record Call(String operation, int attempt, String text) {
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final Pattern ATTEMPT = Pattern.compile("attempt=(\\d+)");

    static Call of(Message request) {
        return new Call(operation(request), attempt(request), request.text());
    }

    private static String operation(Message request) {
        var target = request.field("X-Amz-Target");
        if (!target.isEmpty()) {
            return target.substring(target.indexOf('.') + 1);
        }
        var action = ACTION.matcher(request.text());
        return action.find()
                ? action.group(1)
                : request.start().replaceAll(" HTTP.*", "").replaceAll("\\?.*", "");
    }

    private static int attempt(Message request) {
        var said = ATTEMPT.matcher(request.field("amz-sdk-request"));
        return said.find() ? Integer.parseInt(said.group(1)) : 1;
    }

    /** True when it names the application; a rule that is deleted is named by nothing but its number. */
    boolean about(App app) {
        return text.contains(app.name() + "-") || operation.equals("DeleteRule");
    }

    /** True for what changes something. */
    boolean writes() {
        return operation.matches("(Create|Delete|Modify|Put|Register|Deregister|Update|Stop|Tag|Untag|POST /).*");
    }
}
