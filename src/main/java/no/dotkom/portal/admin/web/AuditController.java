package no.dotkom.portal.admin.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import no.dotkom.portal.admin.Administration;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.identity.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Who did what on the whole platform, as a page and as a file. */
@Controller
class AuditController {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private final Administration administration;
    private final Audit audit;
    private final Clock clock;

    AuditController(Administration administration, Audit audit, Clock clock) {
        this.administration = administration;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/admin/audit")
    ModelAndView search(
            Member member,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String below,
            @RequestParam(required = false) @Nullable String check) {
        Maintainers.only(member);
        var asked = AuditQuestion.of(q, days);
        var page = administration.audit(member, asked.search(clock.instant()), below(below));
        return new ModelAndView("admin/audit")
                .addObject("audit", page)
                .addObject("asked", asked)
                .addObject("periods", AuditQuestion.PERIODS)
                .addObject("check", check == null ? null : audit.check());
    }

    /** The first page where it is no number. */
    private static long below(String typed) {
        return typed.matches("\\d{1,18}") ? Long.parseLong(typed) : Long.MAX_VALUE;
    }

    /** One deed a line, the first first; docs/audit.md says how its hashes are checked elsewhere. */
    @GetMapping("/admin/audit/export")
    void export(
            Member member,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String days,
            HttpServletResponse response)
            throws IOException {
        Maintainers.only(member);
        var now = clock.instant();
        response.setContentType("application/jsonl;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-" + STAMP.format(now) + ".jsonl\"");
        var to = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        var search = AuditQuestion.of(q, days).search(now);
        for (var part = audit.part(search, null); !part.isEmpty(); part = audit.part(search, part.getLast())) {
            for (var deed : part) {
                to.write(JSON.writeValueAsString(deed));
                to.write('\n');
            }
        }
        to.flush();
    }
}
