package dev.recount.alert;

import org.jspecify.annotations.Nullable;

/**
 * Reference data without which a rule would have spoken.
 *
 * @param kind a kind of the registry, such as {@code approvals}; {@code events} for something that was seen to happen before
 * @param id of the entry or the event
 * @param version event that entered the version in force; absent for an event
 * @param reason in words
 */
public record Suppression(String kind, String id, @Nullable String version, String reason) {

    /** The reason and, in brackets, {@code kind/id@version}. */
    public String inWords() {
        return reason + " (" + kind + "/" + id + (version == null ? "" : "@" + version) + ")";
    }
}
