package no.dotkom.portal.ui;

import java.util.List;

/** The rail of one page: what the rooms gave, put together. */
public record Rail(List<RailLink> applications, List<RailLink> lately, List<RailLink> platform) {
    public static final Rail EMPTY = new Rail(List.of(), List.of(), List.of());
}
