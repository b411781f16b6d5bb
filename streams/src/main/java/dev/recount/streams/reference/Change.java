package dev.recount.streams.reference;

import dev.recount.reference.ApprovalEntry;
import dev.recount.reference.AutomationEntry;
import dev.recount.reference.FreezeEntry;
import dev.recount.reference.RegistryKind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One entry of the book became another. Says whose facts it can touch; it may say too many but never too few. */
public final class Change {

    private final String kind;
    private final String id;
    private final Set<String> names;
    private final List<? extends Record> bodies;
    private final long day;

    private Change(String kind, String id, Set<String> names, List<? extends Record> bodies, long day) {
        this.kind = kind;
        this.id = id;
        this.names = names;
        this.bodies = bodies;
        this.day = day;
    }

    /** Of a habit other things are known from {@code day} on, which matters to what happened later. */
    static Change ofHabit(String id, long day) {
        return new Change(RegistryKind.BASELINES.wire(), id, Set.of(), List.of(), day);
    }

    static Change of(
            String kind,
            String id,
            Shelf.@Nullable Filed<? extends Record> before,
            Shelf.@Nullable Filed<? extends Record> after) {
        Set<String> names = new HashSet<>();
        names.add(id);
        names.addAll(ReferenceBook.aliases(before));
        names.addAll(ReferenceBook.aliases(after));
        names.addAll(ReferenceBook.groupsOf(before));
        names.addAll(ReferenceBook.groupsOf(after));
        var bodies = Stream.concat(ReferenceBook.bodies(before), ReferenceBook.bodies(after))
                .toList();
        return new Change(kind, id, Set.copyOf(names), bodies, 0);
    }

    /** Whether the facts of events with this footprint may differ from before. */
    public boolean touches(Footprint footprint) {
        if (is(RegistryKind.CREDENTIALS)) {
            return names.stream().anyMatch(footprint.credentials()::contains) || globs(footprint.credentials());
        }
        if (is(RegistryKind.RESOURCES)) {
            return names.stream().anyMatch(footprint::namesResource) || globs(footprint.resources());
        }
        if (is(RegistryKind.APPROVALS)) {
            return footprint.approvals().contains(id)
                    || covers(ApprovalEntry.class, footprint.resources(), Change::approved, Glob::matches);
        }
        if (is(RegistryKind.BASELINES)) {
            return footprint.askedAfter(id, day);
        }
        if (is(RegistryKind.FREEZES)) {
            return covers(
                    FreezeEntry.class, footprint.environments(), FreezeEntry::environment, EnvironmentNames::covers);
        }
        if (is(RegistryKind.AUTOMATIONS)) {
            return covers(AutomationEntry.class, footprint.actors(), AutomationEntry::identity, Glob::matches);
        }
        return globs(footprint.actors()) || globs(footprint.resources());
    }

    /** What an approval speaks of. Any definition of a tool bears on what is known of every other. */
    private static @Nullable String approved(ApprovalEntry approval) {
        var resource = approval.resource();
        return resource != null && resource.startsWith("tool:") ? resource.replaceFirst("@.*", "") : resource;
    }

    private boolean is(RegistryKind kind) {
        return this.kind.equals(kind.wire());
    }

    private boolean globs(Set<String> texts) {
        return texts.contains(id) || (Glob.isGlob(id) && texts.stream().anyMatch(text -> Glob.matches(id, text)));
    }

    /** Whether a body's pattern covers one of {@code texts}; one that covers everything also covers what has no name. */
    private <T extends Record> boolean covers(
            Class<T> type,
            Set<String> texts,
            Function<T, @Nullable String> pattern,
            BiPredicate<String, String> covering) {
        return bodies.stream()
                .map(type::cast)
                .map(pattern)
                .anyMatch(said -> said == null
                        || said.equals("*")
                        || texts.stream().anyMatch(text -> covering.test(Objects.requireNonNull(said), text)));
    }

    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
