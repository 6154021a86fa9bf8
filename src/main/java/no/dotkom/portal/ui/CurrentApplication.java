package no.dotkom.portal.ui;

import java.util.List;

/**
 * The application at hand: put it in the model as {@code current} and the rail shows its places instead of those opened
 * lately.
 *
 * @param health the worst of its environments, as a state of the dot
 * @param links Overview, Deployments, Settings …
 */
public record CurrentApplication(String name, String health, List<RailLink> links) {
    public CurrentApplication {
        links = List.copyOf(links);
    }
}
