package no.dotkom.portal.localaws.iam;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import no.dotkom.portal.localaws.world.Lag;
import org.jspecify.annotations.Nullable;

/** All roles: a name is taken whatever its case and under whatever path. */
final class RoleStore {
    private static final int MOST = 1_000;

    private final Lag lag;
    private final NavigableMap<String, Stored> byName = new TreeMap<>();

    RoleStore(Lag lag) {
        this.lag = lag;
    }

    void checkFree(String name) {
        if (byName.containsKey(key(name))) {
            throw Refusal.roleExists(name);
        }
        if (byName.size() >= MOST) {
            throw Refusal.quota("RolesPerAccount", MOST);
        }
    }

    void put(Stored role) {
        byName.put(key(role.name()), role);
    }

    void remove(Stored role) {
        byName.remove(key(role.name()));
    }

    /** For changes: they see what was just made. */
    Stored existing(@Nullable String name) {
        var checked = RoleRules.checkName("roleName", name, RoleRules.ROLE_NAME);
        return find(checked).orElseThrow(() -> Refusal.noRole(checked));
    }

    /** For reads: what was just made may not show yet. */
    Stored showing(@Nullable String name) {
        var role = existing(name);
        if (!lag.shows(role.described().createDate())) {
            throw Refusal.noRole(role.name());
        }
        return role;
    }

    /** By ARN or name, when it shows. */
    Optional<Stored> byReference(String reference) {
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        return find(name)
                .filter(role ->
                        !reference.startsWith("arn:") || role.described().arn().equals(reference))
                .filter(role -> lag.shows(role.described().createDate()));
    }

    List<Stored> allShowing() {
        return byName.values().stream()
                .filter(role -> lag.shows(role.described().createDate()))
                .toList();
    }

    Optional<Stored> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
