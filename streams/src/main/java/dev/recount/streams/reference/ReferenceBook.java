package dev.recount.streams.reference;

import dev.recount.reference.ApprovalEntry;
import dev.recount.reference.AutomationEntry;
import dev.recount.reference.CredentialEntry;
import dev.recount.reference.DestinationEntry;
import dev.recount.reference.FreezeEntry;
import dev.recount.reference.PrincipalEntry;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.baseline.Habit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All reference data, indexed for the questions that enrichment asks. Answers are as of a moment, by all that is known
 * now. One thread at a time may {@link #apply}; any number may ask meanwhile: whoever read in the middle of a change
 * learns of it from {@link #version()} and asks again.
 */
public final class ReferenceBook {

    private final Shelf<CredentialEntry> credentials = new Shelf<>(CredentialEntry.class);
    private final Shelf<ResourceEntry> resources = new Shelf<>(ResourceEntry.class);
    private final Shelf<PrincipalEntry> principals = new Shelf<>(PrincipalEntry.class);
    private final Shelf<AutomationEntry> automations = new Shelf<>(AutomationEntry.class);
    private final Shelf<FreezeEntry> freezes = new Shelf<>(FreezeEntry.class);
    private final Shelf<DestinationEntry> destinations = new Shelf<>(DestinationEntry.class);
    private final Shelf<ApprovalEntry> approvals = new Shelf<>(ApprovalEntry.class);

    /** Of several entries that list an alias the first by its id has it, whichever came first. */
    private final Map<String, NavigableSet<String>> owners = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> groups = new ConcurrentHashMap<>();
    private final HabitShelf habits = new HabitShelf();
    private final ChangeLog changes = new ChangeLog();

    /** Counts the entries applied; a new value means that answers may differ from before. */
    public long version() {
        return changes.version();
    }

    /** What changed after {@code version}; empty optional when that is too long ago to tell. */
    public Optional<List<Change>> changesSince(long version) {
        return changes.since(version);
    }

    /** Puts {@code entry} in the place of what was known under its kind and id. */
    public void apply(RegistryEntry entry) {
        if (entry.kind().equals(RegistryKind.BASELINES.wire())) {
            habits.put(entry.id(), Habit.of(entry)).ifPresent(changes::add);
            return;
        }
        var shelf = shelf(entry.kind());
        if (shelf == null) {
            return;
        }
        var before = shelf.put(entry);
        index(entry.id(), before, shelf.get(entry.id()));
        changes.add(Change.of(entry.kind(), entry.id(), before, shelf.get(entry.id())));
    }

    /** Forgets the entry {@code key}, written {@code kind/id}. */
    public void remove(String key) {
        int slash = key.indexOf('/');
        if (key.startsWith(RegistryKind.BASELINES.wire() + "/")) {
            habits.put(key.substring(slash + 1), Habit.NONE).ifPresent(changes::add);
            return;
        }
        var shelf = slash < 0 ? null : shelf(key.substring(0, slash));
        if (shelf != null) {
            var id = key.substring(slash + 1);
            var before = shelf.remove(id);
            index(id, before, null);
            changes.add(Change.of(key.substring(0, slash), id, before, null));
        }
    }

    /** The one name of a credential that is known by several: the id of the entry that lists it as an alias. */
    public String canonicalCredential(String key) {
        var entries = owners.get(key);
        return entries == null ? key : entries.stream().findFirst().orElse(key);
    }

    public Optional<Declared<CredentialEntry>> credential(String key, Instant at) {
        return credentials.find(canonicalCredential(key), at);
    }

    public Optional<Declared<ResourceEntry>> resource(String id, Instant at) {
        return resources.find(id, at);
    }

    public Optional<Declared<PrincipalEntry>> principal(String actorId, Instant at) {
        return principals.find(actorId, at);
    }

    public Optional<Declared<DestinationEntry>> destination(String ref, Instant at) {
        return destinations.find(ref, at);
    }

    /** The registered copies of the protection group, in the order of their ids. */
    public List<Declared<ResourceEntry>> group(String group, Instant at) {
        return groups.getOrDefault(group, Set.of()).stream()
                .sorted()
                .flatMap(id -> resources.find(id, at).stream())
                .filter(declared -> group.equals(declared.body().protectionGroup()))
                .toList();
    }

    public List<Declared<AutomationEntry>> automations(Instant at) {
        return inForce(automations, at);
    }

    public List<Declared<FreezeEntry>> freezes(Instant at) {
        return inForce(freezes, at);
    }

    /** Every approval, as last heard of; whether it holds at a moment is for its reader to judge. */
    public List<Declared<ApprovalEntry>> approvals() {
        return approvals
                .all()
                .flatMap(filed -> filed.latest().stream())
                .sorted(Comparator.comparing(Declared::id))
                .toList();
    }

    /** Whether anything was ever approved, asked to be, or refused. */
    public boolean knowsApprovals() {
        return !approvals.isEmpty();
    }

    /** The approval {@code id} as last heard of. */
    public Optional<Declared<ApprovalEntry>> approval(String id) {
        var filed = approvals.get(id);
        return filed == null ? Optional.empty() : filed.latest();
    }

    /** The approval {@code id} as it stood at {@code at}. */
    public Optional<Declared<ApprovalEntry>> approval(String id, Instant at) {
        var filed = approvals.get(id);
        return filed == null ? Optional.empty() : filed.asOf(at);
    }

    /** The habit {@code id}, by all that is known now. */
    public Habit habit(String id) {
        return habits.get(id);
    }

    /** The habit {@code id}, to be looked at as of {@code day}: what is learnt later of days before it is a {@link Change}. */
    public Habit habit(String id, long day) {
        return habits.get(id, day);
    }

    private static <T extends Record> List<Declared<T>> inForce(Shelf<T> shelf, Instant at) {
        return shelf.all()
                .flatMap(filed -> filed.asOf(at).stream())
                .sorted(Comparator.comparing(Declared::id))
                .toList();
    }

    private void index(
            String id, Shelf.@Nullable Filed<? extends Record> before, Shelf.@Nullable Filed<? extends Record> after) {
        aliases(before).forEach(alias -> owners(alias).remove(id));
        aliases(after).forEach(alias -> owners(alias).add(id));
        if (!Glob.isGlob(id)) {
            groupsOf(before).forEach(group -> members(group).remove(id));
            groupsOf(after).forEach(group -> members(group).add(id));
        }
    }

    private Set<String> owners(String alias) {
        return owners.computeIfAbsent(alias, ignored -> new ConcurrentSkipListSet<>());
    }

    private Set<String> members(String group) {
        return groups.computeIfAbsent(group, ignored -> ConcurrentHashMap.newKeySet());
    }

    static List<String> aliases(Shelf.@Nullable Filed<? extends Record> filed) {
        List<String> aliases = new ArrayList<>();
        bodies(filed).forEach(body -> {
            if (body instanceof CredentialEntry credential) {
                aliases.addAll(credential.aliases());
            }
        });
        return aliases;
    }

    static List<String> groupsOf(Shelf.@Nullable Filed<? extends Record> filed) {
        List<String> groups = new ArrayList<>();
        bodies(filed).forEach(body -> {
            if (body instanceof ResourceEntry resource && resource.protectionGroup() != null) {
                groups.add(resource.protectionGroup());
            }
        });
        return groups;
    }

    static Stream<? extends Record> bodies(Shelf.@Nullable Filed<? extends Record> filed) {
        return filed == null ? Stream.empty() : filed.bodies().values().stream();
    }

    private @Nullable Shelf<? extends Record> shelf(String kind) {
        if (kind.equals(RegistryKind.CREDENTIALS.wire())) {
            return credentials;
        }
        if (kind.equals(RegistryKind.RESOURCES.wire())) {
            return resources;
        }
        if (kind.equals(RegistryKind.PRINCIPALS.wire())) {
            return principals;
        }
        if (kind.equals(RegistryKind.AUTOMATIONS.wire())) {
            return automations;
        }
        if (kind.equals(RegistryKind.FREEZES.wire())) {
            return freezes;
        }
        if (kind.equals(RegistryKind.DESTINATIONS.wire())) {
            return destinations;
        }
        return kind.equals(RegistryKind.APPROVALS.wire()) ? approvals : null;
    }
}
