package dev.recount.query.registry;

import dev.recount.reference.RegistryEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of registry entries with all their versions. */
public interface RegistryReads {

    Optional<RegistryEntry> entry(String kind, String id);

    /**
     * Entries of a kind in the order of their ids' UTF-8 bytes.
     *
     * @param afterId goes on behind this id; null begins at the first
     * @param max at most so many
     */
    List<RegistryEntry> entries(String kind, @Nullable String afterId, int max);

    /**
     * Entries of a kind of which some version, in force or not, lists {@code to}: as another name of a credential, or as the
     * protection group of a resource.
     */
    List<RegistryEntry> referring(String kind, String to);
}
