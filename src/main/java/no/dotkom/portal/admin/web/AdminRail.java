package no.dotkom.portal.admin.web;

import java.util.List;
import no.dotkom.portal.admin.Administration;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.RailLink;
import no.dotkom.portal.ui.RailSource;
import org.springframework.stereotype.Component;

/** The maintainers' places, with how much there is to look at. */
@Component
class AdminRail implements RailSource {
    private final Administration administration;

    AdminRail(Administration administration) {
        this.administration = administration;
    }

    @Override
    public List<RailLink> platform(Member member) {
        var attention = administration.attention();
        var differing = attention.drifting() + attention.orphans();
        var places = RailLink.to("/admin/drift", "drift", "admin.nav.drift");
        return List.of(
                differing == 0 ? places : places.counting(differing, "warn"),
                RailLink.to("/admin/adopt", "plus", "admin.nav.adopt").counting(attention.strangers()),
                RailLink.to("/admin/diagnoses", "pulse", "admin.nav.diagnoses"),
                RailLink.to("/admin/audit", "audit", "admin.nav.audit"));
    }
}
