package no.dotkom.portal.reconcile;

/** How much there is for maintainers to look at. @param drifting environments that differ from what was asked */
public record Attention(int drifting, int orphans, int strangers) {}
