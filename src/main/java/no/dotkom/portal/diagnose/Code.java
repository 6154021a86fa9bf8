package no.dotkom.portal.diagnose;

/**
 * The codes of ux.md §9 in their order, which is that of telling: what only counts, what went away around the task, what
 * stopped it, what it did itself, then its checks, the way to it and AWS. What none knows is last.
 */
enum Code {
    CB_1,
    EXEC_1,
    NET_2,
    NODE_1,
    NODE_2,
    STOP_1,
    OOM_1,
    DISK_1,
    LOG_1,
    ROLE_1,
    CAP_0,
    CAP_3,
    PORT_1,
    CAP_1,
    CAP_2,
    PLACE_1,
    QUOTA_2,
    IMG_4,
    IMG_3,
    IMG_5,
    IMG_6,
    IMG_2,
    IMG_1,
    SEC_1,
    START_1,
    OOM_2,
    KILL_1,
    ENV_1,
    DB_1,
    EXIT_1,
    NET_1,
    DRIFT_2,
    RULE_3,
    HC_3,
    HC_4,
    HC_2,
    HC_1,
    RULE_1,
    RULE_2,
    QUOTA_1,
    OWN_1,
    DNS_1,
    DNS_2,
    CERT_3,
    CERT_1,
    CERT_2,
    SLOW_1,
    DRIFT_1,
    AWS_1,
    UNK_0;

    /** As members see it and as its sentence is keyed: {@code OOM-1}. */
    String shown() {
        return name().replace('_', '-');
    }
}
