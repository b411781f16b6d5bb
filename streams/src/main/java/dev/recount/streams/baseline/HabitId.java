package dev.recount.streams.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.codec.Sha256;
import dev.recount.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What habits are called: who, what, and what with, in words that can be read in the registry. Long names are cut, and told apart by a
 * digest.
 */
public final class HabitId {

    /** On which days something was seen that is not in the table of habits, because it was full, or was taken out of it. */
    public static final String NOT_KEPT = "habits not kept";

    private static final int DIGEST_CHARS = 16;
    private static final int NAME_MAX = 200;

    private HabitId() {}

    /** Who acts: the actor, and whom it acts for, because one agent's name serves many people. */
    public static @Nullable String who(Event event) {
        var actor = event.actor();
        if (actor == null || actor.id() == null) {
            return null;
        }
        return cut(actor.onBehalfOf() == null ? actor.id() : actor.id() + " for " + actor.onBehalfOf());
    }

    /** Somebody used the credential {@code key}. */
    public static String credential(String key) {
        return cut(key) + " used";
    }

    /** {@code who} used the credential {@code key}. */
    public static String uses(String who, String key) {
        return who + " uses " + cut(key);
    }

    /** {@code who} destroyed things, which are counted. */
    public static String destroys(String who) {
        return who + " destroys";
    }

    /** {@code who} read secrets. */
    public static String readsSecrets(String who) {
        return who + " reads secrets";
    }

    /** {@code who} read secrets in the folder of {@code resource}; what lies in none, as a name with one slash, is a place of its own. */
    public static String readsSecretsAt(String who, String resource) {
        int slash = resource.lastIndexOf('/');
        boolean isBelow = slash > resource.indexOf('/');
        return who + " reads secrets in " + cut(isBelow ? resource.substring(0, slash + 1) : resource);
    }

    /** A tool of a server was called for more than reading. */
    public static String calls(String tool) {
        return cut(tool) + " called";
    }

    /** A tool of a server reached {@code destination}. */
    public static String reaches(String tool, String destination) {
        return cut(tool) + " reaches " + cut(destination);
    }

    /** A tool was called by a sensor that tells its definition. */
    public static String defined(String tool) {
        return cut(tool) + " defined";
    }

    /** A tool was called in the definition {@code digest}. */
    public static String defined(String tool, String digest) {
        return cut(tool) + " defined as " + cut(digest);
    }

    /** A tool was called with the parameter {@code name}. */
    public static String takes(String tool, String name) {
        return cut(tool) + " takes " + cut(name);
    }

    /** Whether a tool is one of a server, by the form of its name, {@code mcp__server__tool}. */
    public static boolean isOfServer(String tool) {
        return tool.startsWith("mcp__");
    }

    private static String cut(String name) {
        return name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX) + "~" + digest(name);
    }

    static String digest(String text) {
        return Sha256.hex(text.getBytes(UTF_8)).substring(0, DIGEST_CHARS);
    }
}
