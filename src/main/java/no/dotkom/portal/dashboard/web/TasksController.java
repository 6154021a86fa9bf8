package no.dotkom.portal.dashboard.web;

import java.util.HashMap;
import java.util.Map;
import no.dotkom.portal.dashboard.Dashboard;
import no.dotkom.portal.dashboard.TaskDetail;
import no.dotkom.portal.identity.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The tasks of an environment, and one of them. */
@Controller
@RequestMapping("/apps/{app}/{environment}/tasks")
class TasksController {
    private final Dashboard dashboard;

    TasksController(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @GetMapping
    ModelAndView tasks(
            Member member,
            @PathVariable String app,
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable String below) {
        var from = below == null ? null : Places.task(below);
        var list = dashboard
                .tasks(member, Places.app(app), Places.slug(environment), from)
                .orElseThrow(Places.absent());
        var now = list.now();
        return new ModelAndView(
                "dashboard/tasks",
                Map.of(
                        "list", list,
                        "now", now,
                        "tabs", list.tabs(),
                        "current", Places.current(now, list.tabs(), "tasks"),
                        "topics", Places.topics(list.tabs()),
                        "view", new PageName.Tasks(now.environment().ref().id()).text()));
    }

    @GetMapping("/{id}")
    ModelAndView task(
            Member member, @PathVariable String app, @PathVariable String environment, @PathVariable String id) {
        return new ModelAndView("dashboard/task", model(find(member, app, environment, id)));
    }

    /** A session is opened with the reader's own rights on AWS; that the way to it was shown is written down. */
    @PostMapping("/{id}/session")
    ModelAndView session(
            Member member, @PathVariable String app, @PathVariable String environment, @PathVariable String id) {
        var detail = find(member, app, environment, id);
        Places.changeable(member, detail.now());
        dashboard.shownSession(member, detail);
        return new ModelAndView("dashboard/session", model(detail));
    }

    private TaskDetail find(Member member, String app, String environment, String id) {
        return dashboard
                .task(member, Places.app(app), Places.slug(environment), Places.task(id))
                .orElseThrow(Places.absent());
    }

    private static Map<String, Object> model(TaskDetail detail) {
        var now = detail.now();
        var model = new HashMap<String, Object>();
        model.put("detail", detail);
        model.put("now", now);
        model.put("tabs", detail.tabs());
        model.put("current", Places.current(now, detail.tabs(), "tasks"));
        model.put("topics", Places.topics(detail.tabs()));
        model.put(
                "view",
                new PageName.Task(now.environment().ref().id(), detail.task().id()).text());
        return model;
    }
}
