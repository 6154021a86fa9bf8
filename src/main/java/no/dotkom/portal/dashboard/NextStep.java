package no.dotkom.portal.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import no.dotkom.portal.diagnose.Diagnosis;
import no.dotkom.portal.diagnose.Remedy;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.model.Variables;
import no.dotkom.portal.watch.TaskPicture;
import org.jspecify.annotations.Nullable;

/**
 * A link or a button that does what a diagnosis advises, with all that the page knows filled in.
 *
 * @param label in the reader's words
 * @param href where it leads
 * @param posts true when it acts by itself, as a form
 */
public record NextStep(Sentence label, String href, boolean posts) {
    /** Those of a diagnosis that the portal has a page for, the nearest to the member's control first. */
    static List<NextStep> of(Diagnosis diagnosis, Causes causes, @Nullable TaskPicture task) {
        return diagnosis.remedies().stream()
                .flatMap(remedy -> of(remedy, causes, task).stream())
                .toList();
    }

    private static Optional<NextStep> of(Remedy remedy, Causes causes, @Nullable TaskPicture task) {
        var now = causes.now();
        var path = now.path();
        return switch (remedy) {
            case Remedy.ChangeSize(var size, var least) -> Optional.of(size(now, size, least));
            case Remedy.ChooseTag() -> link("tag", path + "/deploy");
            case Remedy.CorrectImage() -> link("image", path + "/deploy");
            case Remedy.ChangePort(var port) -> number(path, "port", "port", port);
            case Remedy.ListenOnAllAddresses() -> Optional.empty();
            case Remedy.ChangeHealthPath(var at) -> settings(path, "health", "", "healthPath", at);
            case Remedy.AcceptCodes(var codes) -> settings(path, "codes", codes, "codes", codes);
            case Remedy.RaiseGrace(var seconds) -> number(path, "grace", "grace", OptionalInt.of(seconds));
            case Remedy.FixContainerCheck() -> link("check", path + "/settings#containerCheck");
            case Remedy.RemoveContainerCheck() -> settings(path, "noCheck", "", "containerCheck", "");
            case Remedy.AddSecret(var name) ->
                isFree(name) ? link("secret", path + "/secrets?name=" + name) : Optional.empty();
            case Remedy.AddVariable(var name) ->
                isFree(name)
                        ? settings(path, "variable", name, "variable", name)
                        : link("variables", path + "/settings#variables");
            case Remedy.ChangeArchitecture(var built) ->
                built == null || !causes.runs(built)
                        ? Optional.empty()
                        : settings(path, "architecture", built.word(), "architecture", built.word());
            case Remedy.CheckSecret() -> link("secrets", path + "/secrets");
            case Remedy.CheckCommand(), Remedy.CheckAddress(), Remedy.RaiseHeap() ->
                link("variables", path + "/settings#variables");
            case Remedy.RaiseStopTimeout(var seconds) -> number(path, "stop", "stopTimeout", seconds);
            case Remedy.AllowShortStop() -> settings(path, "shortStop", "", "shortStop", "true");
            case Remedy.ChooseDomain() -> link("domain", path + "/settings#domain");
            case Remedy.CopyRecord _ -> link("copy", path + "/domains");
            case Remedy.CheckAgain() -> post("look", path + "/drift/look");
            case Remedy.CheckDomain() -> post("look", path + "/domains/check");
            case Remedy.Compare(), Remedy.CreateAgain() -> link("compare", path + "/drift");
            case Remedy.OpenActivity() -> link("activity", path + "/activity");
            case Remedy.OpenApp(var app) -> link("app", "/apps/" + app);
            case Remedy.Adopt(var name) -> link("adopt", "/admin/adopt/" + name);
            case Remedy.ShowLogs(), Remedy.SeeWhy() ->
                task == null ? Optional.empty() : link("task", path + "/tasks/" + task.id());
            case Remedy.ShowDetails() -> link("record", path + "/deployments");
            // What has a button of its own beside the card, what others do, and what no page of the portal does.
            case Remedy.StartAgain(),
                    Remedy.Cancel(),
                    Remedy.ReplaceTask(),
                    Remedy.LetAwsChoosePort(),
                    Remedy.ChooseName(),
                    Remedy.UseMirror(),
                    Remedy.MakePublic(),
                    Remedy.FixCaa(),
                    Remedy.RequestCertificate(),
                    Remedy.OpenRouting(),
                    Remedy.OpenNode(),
                    Remedy.TellMaintainers(),
                    Remedy.Nothing() -> Optional.empty();
        };
    }

    private static boolean isFree(String name) {
        return Variables.isName(name) && !Variables.isReserved(name);
    }

    private static NextStep size(Situation now, @Nullable Size size, OptionalInt least) {
        var path = now.path();
        var preset = size == null ? Optional.<String>empty() : size.presetName();
        if (preset.isPresent()) {
            return step("size", preset.get(), path + "/settings?size=" + preset.get());
        }
        return least.isPresent()
                ? step(
                        "limit",
                        least.getAsInt() + " MiB",
                        path + "/settings?size=custom"
                                + custom(now.latest().spec().size()) + "&limit=" + least.getAsInt())
                : step("sizes", "", path + "/settings#size");
    }

    private static String custom(Size size) {
        return "&cpu=" + size.cpu() + "&memory=" + size.memoryReserved();
    }

    private static Optional<NextStep> number(String path, String label, String field, OptionalInt value) {
        return value.isPresent()
                ? settings(
                        path, label + ".to", String.valueOf(value.getAsInt()), field, String.valueOf(value.getAsInt()))
                : link(label, path + "/settings#" + field);
    }

    private static Optional<NextStep> settings(String path, String label, String shown, String field, String value) {
        var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Optional.of(step(label, shown, path + "/settings?" + field + "=" + encoded));
    }

    private static Optional<NextStep> link(String label, String href) {
        return Optional.of(step(label, "", href));
    }

    private static Optional<NextStep> post(String label, String href) {
        return Optional.of(new NextStep(Sentence.of("dashboard.next." + label), href, true));
    }

    private static NextStep step(String label, String value, String href) {
        return new NextStep(Sentence.of("dashboard.next." + label, value), href, false);
    }
}
