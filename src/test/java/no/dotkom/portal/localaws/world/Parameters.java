package no.dotkom.portal.localaws.world;

import java.util.Optional;

/** Where secrets lie: SSM implements it, ECS reads them when it starts a task. */
public interface Parameters {
    /** The ARN that a parameter of that name has, whether it is there or not. */
    String arn(String name);

    /** The newest value, decrypted; empty when there is no such parameter. */
    Optional<String> value(String name);
}
