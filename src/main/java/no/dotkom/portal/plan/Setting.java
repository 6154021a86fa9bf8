package no.dotkom.portal.plan;

import java.util.Locale;

/** What may be found changed on AWS though nobody asked here; the order is that of the pages. */
public enum Setting {
    SERVICE,
    COUNT,
    RUNS,
    CONTAINER,
    PORT,
    CAPACITY,
    MINIMUM,
    MAXIMUM,
    GRACE,
    REBALANCING,
    BREAKER,
    TASK_DEFINITION,
    TARGET_GROUP,
    HEALTH_PATH,
    HEALTH_CODES,
    HEALTH_INTERVAL,
    HEALTH_TIMEOUT,
    HEALTHY_AFTER,
    UNHEALTHY_AFTER,
    DRAIN,
    RULE,
    HOSTS,
    SOURCES,
    FORWARDS_TO,
    REDIRECT,
    EXTRA_RULE,
    RECORD,
    EXTRA_RECORD,
    CERTIFICATE,
    LISTENER_CERTIFICATE,
    VALIDATION_RECORD,
    EXTRA_CERTIFICATE,
    LOG_GROUP,
    RETENTION,
    ROLE,
    ROLE_POLICY;

    /** True when what differs is that the thing is there, or is not. */
    public boolean whole() {
        return switch (this) {
            case SERVICE,
                    TASK_DEFINITION,
                    TARGET_GROUP,
                    RULE,
                    EXTRA_RULE,
                    RECORD,
                    EXTRA_RECORD,
                    CERTIFICATE,
                    LISTENER_CERTIFICATE,
                    VALIDATION_RECORD,
                    EXTRA_CERTIFICATE,
                    LOG_GROUP,
                    ROLE -> true;
            case COUNT,
                    RUNS,
                    CONTAINER,
                    PORT,
                    CAPACITY,
                    MINIMUM,
                    MAXIMUM,
                    GRACE,
                    REBALANCING,
                    BREAKER,
                    HEALTH_PATH,
                    HEALTH_CODES,
                    HEALTH_INTERVAL,
                    HEALTH_TIMEOUT,
                    HEALTHY_AFTER,
                    UNHEALTHY_AFTER,
                    DRAIN,
                    HOSTS,
                    SOURCES,
                    FORWARDS_TO,
                    REDIRECT,
                    RETENTION,
                    ROLE_POLICY -> false;
        };
    }

    /** The last part of its message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
