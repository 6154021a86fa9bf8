package no.dotkom.portal.simulate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import no.dotkom.portal.apps.EnvironmentDetails;
import no.dotkom.portal.apps.Refused;
import no.dotkom.portal.apps.SecretKeeper;
import no.dotkom.portal.apps.Version;
import no.dotkom.portal.apps.VersionState;
import no.dotkom.portal.apps.Wishes;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.model.Reach;
import no.dotkom.portal.model.SecretValue;
import no.dotkom.portal.model.Size;
import no.dotkom.portal.plan.Policy;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Specs;

/** What members ask of the portal, by its own door. */
final class Members {
    /** More than any node has. */
    private static final Size ABSURD = new Size(128, 2_000, 2_048);

    private final LoopWorld loop;
    private final List<Slot> slots;
    private final Consumer<Slot> accepted;
    private int secrets;

    /** @param accepted hears of each slot about which something was asked */
    Members(LoopWorld loop, List<Slot> slots, Consumer<Slot> accepted) {
        this.loop = loop;
        this.slots = slots;
        this.accepted = accepted;
    }

    static boolean tooLarge(EnvironmentSpec spec) {
        return spec.size().equals(ABSURD);
    }

    /** False when it was refused, or there was nothing to ask it of. */
    boolean act(Act act) {
        try {
            return switch (act) {
                case Act.Register(var number, var image) -> register(slots.get(number), image);
                case Act.Deploy(var number, var image) -> change(number, spec -> spec.withImage(Specs.image(image)));
                case Act.Scale(var number, var count) -> change(number, spec -> spec.withCount(count));
                case Act.Grow(var number, var absurd) ->
                    change(number, spec -> Specs.with(spec, absurd ? ABSURD : Size.MICRO));
                case Act.Hosts(var number, var another) -> hosts(slots.get(number), another);
                case Act.Secret(var number, var what) -> secret(slots.get(number), what);
                case Act.Ask(var number, var button) -> press(slots.get(number), button);
                case Act.Heal(var number, var policy) -> heal(slots.get(number), policy);
                default -> throw new IllegalArgumentException(act.toString());
            };
        } catch (Refused refused) {
            return false;
        }
    }

    private boolean register(Slot slot, String image) {
        var registration = slot.wish(image);
        slot.taken(loop.apps().register(LoopWorld.KARI, registration), registration);
        accepted.accept(slot);
        return true;
    }

    private Optional<EnvironmentDetails> details(Slot slot) {
        return Optional.ofNullable(slot.id)
                .flatMap(id -> loop.bean(Wishes.class).details(id));
    }

    private boolean change(int number, UnaryOperator<EnvironmentSpec> change) {
        var slot = slots.get(number);
        var details = details(slot);
        if (details.isEmpty()) {
            return false;
        }
        var now = details.get();
        loop.apps()
                .change(
                        LoopWorld.KARI,
                        now.ref(),
                        now.generation(),
                        change.apply(now.latest().spec()),
                        "");
        accepted.accept(slot);
        return true;
    }

    private boolean hosts(Slot slot, Act.Name another) {
        if (slot.worker()) {
            return false;
        }
        return change(
                slot.number,
                spec -> another == Act.Name.REDIRECT
                        ? Specs.redirecting(
                                Specs.with(spec, Specs.ingress(Reach.PUBLIC, slot.host())),
                                slot.host(another),
                                slot.host())
                        : Specs.with(spec, Specs.ingress(Reach.PUBLIC, slot.host(), slot.host(another))));
    }

    private boolean press(Slot slot, Act.Button button) {
        var found = details(slot);
        if (found.isEmpty()) {
            return false;
        }
        var now = found.get();
        switch (button) {
            case PAUSE -> loop.apps().pause(LoopWorld.KARI, now.ref(), now.generation());
            case RESUME -> loop.apps().resume(LoopWorld.KARI, now.ref(), now.generation());
            case RETRY -> loop.apps().retry(LoopWorld.KARI, now.ref(), now.generation());
            case ROLL_BACK -> rollBack(now);
            case CANCEL -> loop.apps().cancel(LoopWorld.KARI, now.ref(), now.generation());
            case REMOVE, REMOVE_BUT_KEEP_LOGS ->
                loop.apps().remove(LoopWorld.KARI, now.ref(), now.generation(), button != Act.Button.REMOVE);
            case REGISTER_TWICE -> again(slot, now);
        }
        accepted.accept(slot);
        return true;
    }

    private boolean secret(Slot slot, Act.Value what) {
        var found = details(slot);
        if (found.isEmpty()) {
            return false;
        }
        var now = found.get();
        var keeper = loop.bean(SecretKeeper.class);
        switch (what) {
            case SET -> {
                secrets++;
                var value = SecretValue.of("value-" + secrets);
                keeper.set(LoopWorld.KARI, now.ref(), Slot.SECRETS.get(secrets % Slot.SECRETS.size()), value);
            }
            case TAKEN_AWAY -> keeper.remove(LoopWorld.KARI, now.ref(), Slot.SECRETS.getFirst());
            case DEPLOYED -> keeper.deploy(LoopWorld.KARI, now.ref(), now.generation());
        }
        accepted.accept(slot);
        return true;
    }

    private boolean heal(Slot slot, Policy policy) {
        var found = details(slot);
        found.ifPresent(now -> loop.apps().setPolicy(LoopWorld.KARI, now.ref(), policy));
        return found.isPresent();
    }

    private void rollBack(EnvironmentDetails now) {
        var to = loop.apps().versions(now.ref(), Long.MAX_VALUE).stream()
                .filter(version -> version.state() == VersionState.LIVE || version.state() == VersionState.SUPERSEDED)
                .map(Version::generation)
                .findFirst()
                .orElse(Generation.FIRST);
        loop.apps().rollBack(LoopWorld.KARI, now.ref(), now.generation(), to, "");
    }

    /** F09: the same form posted again makes nothing new. */
    private void again(Slot slot, EnvironmentDetails now) {
        var registration = slot.registration;
        if (registration != null) {
            var made = loop.apps().made(LoopWorld.KARI, registration.requestKey());
            if (!made.equals(Optional.of(now.ref().id()))) {
                throw new Violation("I4 no double create", "the form of " + slot + " made " + made);
            }
        }
    }
}
