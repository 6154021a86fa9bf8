package no.dotkom.portal.plan;

import no.dotkom.portal.model.Arn;

/** Works out an environment's own execution role: it reads the parameters below its own prefix, and no others. */
final class ExecutionRoles {
    private ExecutionRoles() {}

    static ExecutionRole of(Wish wish, Platform platform, ParameterStore store) {
        var name = store.roleName(wish.name());
        var account = platform.account();
        return new ExecutionRole(
                name,
                new Arn("arn:aws:iam::" + account + ":role" + store.rolePath() + name),
                store.rolePath(),
                store.boundary(),
                policy(wish, platform, store),
                true);
    }

    /** The rights of AWS's own policy for the execution of tasks, the log narrowed to its own, and its secrets. */
    private static String policy(Wish wish, Platform platform, ParameterStore store) {
        var at = platform.region() + ":" + platform.account();
        return """
                {"Version":"2012-10-17","Statement":[\
                {"Effect":"Allow","Action":["ecr:GetAuthorizationToken","ecr:BatchCheckLayerAvailability",\
                "ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"],"Resource":"*"},\
                {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],\
                "Resource":"arn:aws:logs:%s:log-group:%s:*"},\
                {"Effect":"Allow","Action":"ssm:GetParameters","Resource":"arn:aws:ssm:%s:parameter%s*"}]}""".formatted(at, wish.placement().names().logGroup(), at, store.prefix(wish.name()));
    }
}
