package no.dotkom.portal.diagnose;

import java.util.OptionalInt;
import no.dotkom.portal.model.Architecture;
import no.dotkom.portal.model.Size;
import org.jspecify.annotations.Nullable;

/**
 * The next action as data: what a page turns into a link or a form that is filled in already, and no more than that.
 * What nobody knows is empty. No addresses: those are the page's.
 */
public sealed interface Remedy {
    // The member can change it.

    /** @param size the one suggested, or null when no preset would do; {@code leastMib} the limit to ask for then */
    record ChangeSize(@Nullable Size size, OptionalInt leastMib) implements Remedy {}

    record ChooseTag() implements Remedy {}

    record CorrectImage() implements Remedy {}

    record ChangePort(OptionalInt suggested) implements Remedy {}

    /** The app listens on an address of its own container only. */
    record ListenOnAllAddresses() implements Remedy {}

    /** @param path as it is now */
    record ChangeHealthPath(String path) implements Remedy {}

    /** @param codes those of now and the one that was answered: never a failure of the app, nor that nothing is there */
    record AcceptCodes(String codes) implements Remedy {}

    record RaiseGrace(int seconds) implements Remedy {}

    record FixContainerCheck() implements Remedy {}

    /** The load balancer gets an answer, so its own check is enough. */
    record RemoveContainerCheck() implements Remedy {}

    record AddVariable(String name) implements Remedy {}

    /** The same, where nobody may read its value. */
    record AddSecret(String name) implements Remedy {}

    /** @param built what the image is built for, or null where that is not known */
    record ChangeArchitecture(@Nullable Architecture built) implements Remedy {}

    record CheckSecret() implements Remedy {}

    record CheckCommand() implements Remedy {}

    record RaiseHeap() implements Remedy {}

    record RaiseStopTimeout(OptionalInt seconds) implements Remedy {}

    record CheckAddress() implements Remedy {}

    record AllowShortStop() implements Remedy {}

    record LetAwsChoosePort() implements Remedy {}

    record ChooseDomain() implements Remedy {}

    record ChooseName() implements Remedy {}

    record UseMirror() implements Remedy {}

    record MakePublic() implements Remedy {}

    /** The page of domains has it; what nobody knows here is empty. */
    record CopyRecord(String host, String type, String value) implements Remedy {}

    record FixCaa() implements Remedy {}

    record RequestCertificate() implements Remedy {}

    // The member can do it or look at it.

    record CheckAgain() implements Remedy {}

    /** Of DNS too, not of AWS alone. */
    record CheckDomain() implements Remedy {}

    record StartAgain() implements Remedy {}

    record ReplaceTask() implements Remedy {}

    record CreateAgain() implements Remedy {}

    record Adopt(String name) implements Remedy {}

    record Compare() implements Remedy {}

    record Cancel() implements Remedy {}

    record SeeWhy() implements Remedy {}

    record ShowLogs() implements Remedy {}

    record ShowDetails() implements Remedy {}

    record OpenActivity() implements Remedy {}

    record OpenApp(String app) implements Remedy {}

    record OpenRouting() implements Remedy {}

    record OpenNode() implements Remedy {}

    // Others do it.

    /** Nobody is told by itself: whoever reads it reports it. */
    record TellMaintainers() implements Remedy {}

    record Nothing() implements Remedy {}
}
