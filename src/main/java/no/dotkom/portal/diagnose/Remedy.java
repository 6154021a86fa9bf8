package no.dotkom.portal.diagnose;

import java.util.OptionalInt;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Size;
import org.jspecify.annotations.Nullable;

/**
 * The next action as data: what a page turns into a link or a form that is filled in already. What nobody knows is
 * empty. No addresses: those are the page's.
 */
public sealed interface Remedy {
    // The member can change it.

    /** @param size the one suggested, or null when no preset would do; {@code leastMib} the limit to ask for then */
    record ChangeSize(@Nullable Size size, OptionalInt leastMib) implements Remedy {}

    /** @param tag the one that is not there */
    record ChooseTag(String repository, String tag) implements Remedy {}

    /** @param host as it is written now */
    record CorrectImage(String host) implements Remedy {}

    record ChangePort(OptionalInt suggested) implements Remedy {}

    /** The app listens on an address of its own container only. */
    record ListenOnAllAddresses(OptionalInt port) implements Remedy {}

    /** @param answered the code that was answered; {@code codes} those that would accept it too */
    record ChangeHealth(String path, OptionalInt answered, String codes) implements Remedy {}

    record RaiseGrace(int seconds) implements Remedy {}

    /** @param check the command as it stands */
    record FixContainerCheck(String check) implements Remedy {}

    record AddVariable(String name) implements Remedy {}

    /** @param wanted for what the app shall run, {@code built} for what the image is; null where unknown */
    record ChangeArchitecture(
            @Nullable Architecture built, @Nullable Architecture wanted) implements Remedy {}

    record CheckSecret(String name) implements Remedy {}

    record CheckCommand(String command) implements Remedy {}

    /** @param mib a heap that leaves room below the task's limit */
    record RaiseHeap(String runtime, OptionalInt mib) implements Remedy {}

    record RaiseStopTimeout(OptionalInt seconds) implements Remedy {}

    /** @param target host, or host and port, that could not be reached */
    record CheckAddress(String target) implements Remedy {}

    record AllowShortStop() implements Remedy {}

    record LetAwsChoosePort() implements Remedy {}

    record ChooseDomain(String taken) implements Remedy {}

    record ChooseName(String taken) implements Remedy {}

    record UseMirror(String registry) implements Remedy {}

    record MakePublic(String image) implements Remedy {}

    record CopyRecord(String host, String type, String value) implements Remedy {}

    /** @param domain whose CAA record forbids Amazon */
    record FixCaa(String domain) implements Remedy {}

    record RequestCertificate(String domain) implements Remedy {}

    // The member can do it or look at it.

    record CheckAgain(String host) implements Remedy {}

    record StartAgain() implements Remedy {}

    record ReplaceTask(String task) implements Remedy {}

    /** @param what a name, or a word of the catalogue ({@code word.theRule}) */
    record CreateAgain(String what) implements Remedy {}

    record Adopt(String name) implements Remedy {}

    record Compare() implements Remedy {}

    record Cancel() implements Remedy {}

    record SeeWhy() implements Remedy {}

    record ShowLogs(int lines) implements Remedy {}

    record ShowDetails() implements Remedy {}

    record OpenActivity() implements Remedy {}

    record OpenApp(String app) implements Remedy {}

    record OpenRouting(OptionalInt priority) implements Remedy {}

    record OpenNode(String node) implements Remedy {}

    // Others do it.

    record TellMaintainers() implements Remedy {}

    /** @param text what no rule knows */
    record Report(String text) implements Remedy {}

    record Nothing() implements Remedy {}
}
