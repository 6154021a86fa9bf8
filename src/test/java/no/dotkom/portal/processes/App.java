package no.dotkom.portal.processes;

/** An application with one environment, staging. */
record App(String name) {
    /** Its environment's name, which is the service's. */
    String full() {
        return name + "-staging";
    }

    String host() {
        return name + ".localhost";
    }

    /** Where its host moves when that is asked for. */
    String otherHost() {
        return name + "-moved.localhost";
    }

    String path() {
        return "/apps/" + name + "/staging";
    }
}
