package no.dotkom.portal.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names and the way to them: certificates, DNS, rules of the listener. */
final class EdgeTexts {
    private static final Pattern HOST =
            Pattern.compile("(?i)['\"]((?:\\*\\.)?[a-z0-9*?-]{1,63}(?:\\.[a-z0-9*?-]{1,63}){1,10})['\"]");
    /** ACM renews 60 days before the end; nearer than this it has not come about by itself. */
    private static final int EXPIRING_DAYS = 21;

    private EdgeTexts() {}

    static Verdict certificate(EdgeEvidence.Certificate certificate) {
        var phrase = Phrase.of(certificate.said() + " " + certificate.failureReason());
        var status = certificate.status();
        if (status.equals("ISSUED") || status.equals("EXPIRED") || status.isEmpty() && phrase.has("expir", "renew")) {
            return renewal(certificate, phrase);
        }
        return Verdict.when(status.equals("PENDING_VALIDATION"), Code.CERT_1)
                .or(() -> Verdict.when(status.equals("FAILED") || status.equals("VALIDATION_TIMED_OUT"), Code.CERT_2))
                .or(() -> Verdict.when(
                        status.isEmpty()
                                && phrase.has("pending validation", "pending_validation", "content of dns record"),
                        Code.CERT_1))
                .or(() -> Verdict.when(
                        status.isEmpty()
                                && phrase.has(
                                        "caa",
                                        "timed_out",
                                        "timed out",
                                        "denied",
                                        "failed",
                                        "not_found",
                                        "not allowed",
                                        "domain_not_allowed",
                                        "invalid_public_domain",
                                        "additional_verification",
                                        "no_available_contacts",
                                        "pca_"),
                        Code.CERT_2));
    }

    private static Verdict renewal(EdgeEvidence.Certificate certificate, Phrase phrase) {
        var waits = certificate.renewalStatus().equals("PENDING_VALIDATION")
                || certificate.renewalStatus().equals("FAILED");
        var renewed = certificate.renewalStatus().equals("SUCCESS");
        var near = certificate.daysToExpiry().orElse(Integer.MAX_VALUE) < EXPIRING_DAYS;
        var said = certificate.status().isEmpty() && phrase.has("expir", "renew");
        var late = certificate.status().equals("EXPIRED") || waits || near && !renewed || said;
        return late ? Verdict.shows(Code.CERT_3) : Verdict.NOISE;
    }

    static Verdict dns(EdgeEvidence.Dns dns) {
        var phrase = Phrase.of(dns.answer());
        // Nobody asked: that says nothing about the record.
        if (phrase.has("refused", "servfail", "timed out", "no servers could be reached", "communications error")) {
            return Verdict.UNKNOWN;
        }
        if (phrase.empty() || nothing(phrase)) {
            return Verdict.shows(Code.DNS_1);
        }
        var leadsToUs = dns.ours().stream().anyMatch(ours -> names(phrase, ours));
        return leadsToUs ? Verdict.NOISE : Verdict.shows(Code.DNS_2);
    }

    private static boolean nothing(Phrase phrase) {
        return phrase.has(
                "nxdomain",
                "name not found",
                "can't find",
                "answer: 0",
                "no answer",
                "no data",
                "nodata",
                "non-existent",
                "not known",
                "no such host",
                "enotfound",
                "not found");
    }

    /** By itself, so that 1.2.3.4 is not found in 1.2.3.44. */
    private static boolean names(Phrase phrase, String ours) {
        var whole = Pattern.compile("(?<![a-z0-9.-])" + Pattern.quote(Phrase.plain(ours)) + "(?!\\.?[a-z0-9-])");
        return whole.matcher(phrase.text()).find();
    }

    static Verdict rule(EdgeEvidence.Rule rule) {
        var wanted = rule.wanted().toLowerCase(Locale.ROOT);
        var hosts = hosts(rule.condition());
        return switch (rule.owner()) {
            case THIS_ENVIRONMENT -> Verdict.NOISE;
            // An exact host stands before a wildcard; only the same host twice is one too many.
            case ANOTHER_APP -> hosts.contains(wanted) ? Verdict.shows(Code.RULE_1) : Verdict.NOISE;
            case STRANGER, UNKNOWN ->
                hosts.stream().anyMatch(host -> covers(host, wanted)) && before(rule)
                        ? Verdict.shows(Code.RULE_2)
                        : Verdict.NOISE;
        };
    }

    private static boolean before(EdgeEvidence.Rule rule) {
        return rule.priority().isEmpty()
                || rule.ours().isEmpty()
                || rule.priority().getAsInt() < rule.ours().getAsInt();
    }

    private static List<String> hosts(String condition) {
        return HOST.matcher(Phrase.of(condition).raw())
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** As the load balancer matches: * is any run of characters, ? is one. No backtracking beyond the last star. */
    static boolean covers(String pattern, String host) {
        int p = 0;
        int h = 0;
        int star = -1;
        int from = 0;
        while (h < host.length()) {
            var c = p < pattern.length() ? pattern.charAt(p) : 0;
            if (c == '*') {
                star = p++;
                from = h;
            } else if (c == '?' || c == host.charAt(h)) {
                p++;
                h++;
            } else if (star >= 0) {
                p = star + 1;
                h = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
