package no.dotkom.portal.apps.web;

/** One row of "What will be created". @param state {@code new}, {@code reused} or {@code yours} */
record ResourceView(String kind, String name, String state, String detail) {}
