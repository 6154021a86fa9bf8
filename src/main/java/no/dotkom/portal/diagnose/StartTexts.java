package no.dotkom.portal.diagnose;

/**
 * What kept a container from starting, from the most certain word to the least: the names that ECS puts before it
 * (CannotStart…, ResourceInitializationError) are shared by many causes and decide last.
 */
final class StartTexts {
    private StartTexts() {}

    static Verdict read(Phrase whole) {
        var phrase = whole.without(PullTexts.REF);
        return Verdict.when(memory(phrase), Code.OOM_1)
                .or(() -> Verdict.when(disk(phrase), Code.DISK_1))
                .or(() -> Verdict.when(log(phrase), Code.LOG_1))
                .or(() -> Verdict.when(role(phrase), Code.ROLE_1))
                .or(() -> Verdict.when(secret(phrase), Code.SEC_1))
                .or(() -> PullTexts.read(whole))
                .or(() -> Verdict.when(phrase.has("exec format error"), Code.IMG_3))
                .or(() -> Verdict.when(port(phrase), Code.PORT_1))
                .or(() -> Verdict.when(start(phrase), Code.START_1));
    }

    /** ECS's own word, or runc's when the limit is too low to begin with. */
    private static boolean memory(Phrase phrase) {
        if (phrase.has("memory.limit_in_bytes", "memory.memsw", "memory.max")
                && phrase.has("busy", "invalid argument")) {
            return true;
        }
        return phrase.has("outofmemoryerror", "oom-killed", "oom killed", "oomkilled", "killed due to memory usage");
    }

    private static boolean disk(Phrase phrase) {
        return phrase.has("no space left", "thin pool", "disk quota exceeded", "not enough disk space");
    }

    private static boolean log(Phrase phrase) {
        // An attribute that no node has also names the log driver; that is a matter of placement.
        return phrase.has(
                        "logging driver",
                        "log driver",
                        "log group",
                        "log stream",
                        "loggroup",
                        "logger args",
                        "logconfiguration",
                        "awslogs")
                && !phrase.has("attribute", "closest matching");
    }

    static boolean role(Phrase phrase) {
        return phrase.has(
                "unable to assume",
                "cannot assume",
                "could not assume",
                "not assume the role",
                "sts:assumerole",
                "service linked role",
                "service-linked role",
                "iam permissions policies",
                "iam:passrole",
                "perform: elasticloadbalancing:",
                "permissions to pass this role",
                "role is not valid",
                "execution role arn to support");
    }

    /** A secret or a parameter; the password of a registry is kept there too, and that is a pull. */
    private static boolean secret(Phrase phrase) {
        return phrase.has(
                        "fetching secret",
                        "fetch secret",
                        "retrieve secret",
                        "retrieved secret",
                        "retrieving secret",
                        "pull secret data",
                        "cannot pull secret",
                        "from secrets manager",
                        "secrets manager can't find",
                        "secretsmanager:",
                        "ssm:getparameter",
                        "parameter store",
                        "ssm parameter",
                        "invalid parameters: ",
                        "parameternotfound",
                        "json key",
                        "kms:decrypt",
                        "access to kms")
                && !phrase.has("registry auth from", "registry credential", "cannotpull");
    }

    private static boolean port(Phrase phrase) {
        // A missing chain of the firewall stands behind the same words and takes no port.
        return phrase.has(
                        "port is already allocated",
                        "port is already in use",
                        "address already in use",
                        "failed to bind host port",
                        "userland proxy",
                        "external connectivity on endpoint")
                && !phrase.has("iptables", "no chain");
    }

    private static boolean start(Phrase phrase) {
        return phrase.has(
                "cannotstart",
                "cannotcreate",
                "oci runtime",
                "runc",
                "container process",
                "container runtime task",
                "executable file not found",
                "failed to create shim",
                "failed to create task",
                "external connectivity on endpoint",
                "no command specified");
    }
}
