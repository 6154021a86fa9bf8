package no.dotkom.portal.diagnose;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Domains: who answers them, where they point, which certificate they have. */
final class EdgeSentence {
    private EdgeSentence() {}

    static Values.Told taken(Evidence evidence) {
        var rule = Objects.requireNonNull(evidence.edge().rule());
        return new Values()
                .put("domain", rule.wanted())
                .put("app", rule.by())
                .and(new Remedy.OpenApp(rule.by()), new Remedy.ChooseDomain());
    }

    static Values.Told before(Evidence evidence) {
        var rule = Objects.requireNonNull(evidence.edge().rule());
        return new Values()
                .put("domain", rule.wanted())
                .put("owner", rule.by())
                .put("priority", rule.priority())
                .and(new Remedy.TellMaintainers(), new Remedy.OpenRouting());
    }

    static Values.Told noRecord(Evidence evidence) {
        var dns = Objects.requireNonNull(evidence.edge().dns());
        return new Values().put("domain", dns.host()).and(record(dns));
    }

    static Values.Told elsewhere(String said, Evidence evidence) {
        var dns = Objects.requireNonNull(evidence.edge().dns());
        return new Values()
                .put("domain", dns.host())
                .put("target", Mentioned.address(said).orElseGet(() -> lastWord(said)))
                .and(record(dns));
    }

    private static String lastWord(String said) {
        return Arrays.stream(said.strip().split("\\s+"))
                .filter(word -> word.contains("."))
                .reduce("", (first, last) -> last);
    }

    private static List<Remedy> record(EdgeEvidence.Dns dns) {
        var ours = dns.ours().isEmpty() ? "" : dns.ours().getFirst();
        var type = ours.isEmpty() ? "" : Character.isDigit(ours.charAt(ours.length() - 1)) ? "A" : "CNAME";
        return List.of(new Remedy.CopyRecord(dns.host(), type, ours), new Remedy.CheckDomain());
    }

    static Values.Told expires(Evidence evidence) {
        var certificate = Objects.requireNonNull(evidence.edge().certificate());
        var expired = certificate.status().equals("EXPIRED");
        var waiting = certificate.renewalStatus().equals("PENDING_VALIDATION");
        var values = new Values()
                .put("domain", certificate.domain())
                .put("at", certificate.expires())
                .put("reason", waiting ? "word.recordMissing" : certificate.failureReason());
        if (certificate.expires() == null) {
            values.put("days", certificate.daysToExpiry());
        }
        return values.as("days", values.has("days"))
                .as("expired", expired)
                .and(new Remedy.CopyRecord(certificate.domain(), "CNAME", ""), new Remedy.CheckDomain());
    }

    static Values.Told pending(Evidence evidence) {
        var certificate = evidence.edge().certificate();
        var domain = certificate == null ? "" : certificate.domain();
        var waiting = certificate == null ? null : certificate.waiting();
        return new Values()
                .put("time", waiting)
                .as("untimed", waiting == null)
                .and(new Remedy.CopyRecord(domain, "CNAME", ""), new Remedy.CheckDomain());
    }

    static Values.Told refused(String said, Evidence evidence) {
        var certificate = evidence.edge().certificate();
        var phrase =
                Phrase.of(said + " " + (certificate == null ? "" : certificate.failureReason() + certificate.status()));
        if (phrase.has("caa")) {
            return new Values().put("reason", "word.caa").and(new Remedy.FixCaa());
        }
        if (phrase.has("timed_out", "timed out")) {
            return new Values().put("reason", "word.timedOut").and(new Remedy.RequestCertificate());
        }
        var values = new Values().put("reason", said);
        return phrase.has("not_allowed", "not allowed", "denied", "invalid_public_domain")
                ? values.and(new Remedy.ChooseDomain())
                : values.and(new Remedy.TellMaintainers());
    }
}
