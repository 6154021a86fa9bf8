package no.dotkom.portal.ui;

import org.jspecify.annotations.Nullable;

/**
 * One place to go to, in the rail and in the palette.
 *
 * @param href a path of ours
 * @param icon a symbol of the sprite, or null
 * @param key message key of its words, or null when it has a {@code name}
 * @param name what a member called it, or null
 * @param health the state of the dot beside it, or null
 * @param count a number beside it, or null
 * @param level tint of the number: {@code warn}, {@code bad} or null
 * @param shortcut keys that go there ({@code g a}), or null
 * @param here true when the page belongs to it though its address differs
 */
public record RailLink(
        String href,
        @Nullable String icon,
        @Nullable String key,
        @Nullable String name,
        @Nullable String health,
        @Nullable Long count,
        @Nullable String level,
        @Nullable String shortcut,
        boolean here) {
    /** A place of the portal, named by a message. */
    public static RailLink to(String href, String icon, String key) {
        return new RailLink(href, icon, key, null, null, null, null, null, false);
    }

    /** A member's application, with its health. */
    public static RailLink named(String href, String name, String health) {
        return new RailLink(href, null, null, name, health, null, null, null, false);
    }

    public RailLink counting(long number) {
        return new RailLink(href, icon, key, name, health, number, level, shortcut, here);
    }

    /** A number that somebody should look at: {@code warn} or {@code bad}. */
    public RailLink counting(long number, String tint) {
        return new RailLink(href, icon, key, name, health, number, tint, shortcut, here);
    }

    public RailLink keyed(String keys) {
        return new RailLink(href, icon, key, name, health, count, level, keys, here);
    }

    public RailLink hereWhen(boolean at) {
        return new RailLink(href, icon, key, name, health, count, level, shortcut, at);
    }
}
