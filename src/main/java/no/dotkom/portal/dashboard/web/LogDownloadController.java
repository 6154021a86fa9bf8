package no.dotkom.portal.dashboard.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import no.dotkom.portal.dashboard.logs.LogDownload;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.Preferences;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A log as a file. */
@Controller
class LogDownloadController {
    private final LogLoader loader;
    private final LogDownload downloads;

    LogDownloadController(LogLoader loader, LogDownload downloads) {
        this.loader = loader;
        this.downloads = downloads;
    }

    @GetMapping("/apps/{app}/{environment}/logs/download")
    void download(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            LogParameters parameters,
            @RequestParam(defaultValue = "log") String format,
            @RequestParam(defaultValue = "") String zone,
            Preferences preferences,
            HttpServletResponse response)
            throws IOException {
        var found = loader.environment(member, app, environment);
        var query = parameters.queryOrRefused();
        var as = format.equals("jsonl") ? LogDownload.Format.JSONL : LogDownload.Format.LOG;
        var from = parameters
                .moment(zone.equals("utc") ? ZoneOffset.UTC : preferences.zone().id())
                .orElse(null);
        var admitted = downloads.admit(member);
        if (admitted.isEmpty()) {
            response.setHeader("Retry-After", "30");
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        try (var download = admitted.get()) {
            response.setContentType(
                    as == LogDownload.Format.LOG ? "text/plain;charset=UTF-8" : "application/jsonl;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + downloads.fileName(found, as) + "\"");
            var to = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            download.write(found, from, parameters.back(), query, as, to);
        }
    }
}
