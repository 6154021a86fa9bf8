package no.dotkom.portal.dashboard.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import no.dotkom.portal.dashboard.logs.LogDownload;
import no.dotkom.portal.dashboard.logs.LogQuery;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.ui.Preferences;
import org.jspecify.annotations.Nullable;
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
    private final LogDownload download;

    LogDownloadController(LogLoader loader, LogDownload download) {
        this.loader = loader;
        this.download = download;
    }

    @GetMapping("/apps/{app}/{environment}/logs/download")
    void download(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            LogParameters parameters,
            @RequestParam(defaultValue = "log") String format,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(required = false) @Nullable String days,
            @RequestParam(defaultValue = "") String zone,
            Preferences preferences,
            HttpServletResponse response)
            throws IOException {
        var found = loader.environment(member, app, environment);
        var query = query(parameters);
        var as = format.equals("jsonl") ? LogDownload.Format.JSONL : LogDownload.Format.LOG;
        var moment = LogsController.moment(
                        from,
                        zone.equals("utc") ? ZoneOffset.UTC : preferences.zone().id())
                .orElse(null);
        if (!download.begin()) {
            response.setHeader("Retry-After", "30");
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        response.setContentType(
                as == LogDownload.Format.LOG ? "text/plain;charset=UTF-8" : "application/jsonl;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + download.fileName(found, as) + "\"");
        var to = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        download.write(found, moment, Duration.ofDays(LogsController.days(days)), query, as, to);
    }

    private static LogQuery query(LogParameters parameters) {
        try {
            return parameters.query();
        } catch (LogQuery.Unsearchable none) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }
}
