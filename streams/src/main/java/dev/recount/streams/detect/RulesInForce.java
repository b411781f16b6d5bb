package dev.recount.streams.detect;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import dev.recount.reference.RuleEntry;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.RunnableRules;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that ship, and over them those put live: a pure function of the shipped files and of the registry's entries. A live
 * rule takes the place of the shipped documents of its id, whatever files they are in; a withdrawn one takes it and leaves it empty.
 * Of an entry's versions the latest that can be used with the rest is in force.
 */
public final class RulesInForce {

    private static final RecordJson<RuleEntry> FORM = RecordJson.of(RuleEntry.class);

    private final ShippedRules shipped;
    /** The ids whose place the registry has taken. */
    private final Set<String> taken = new TreeSet<>();

    private final Map<String, RuleText> live = new TreeMap<>();
    private final Map<RuleText, ParseResult> read = new HashMap<>();
    private final RuleBook book;

    private RulesInForce(List<RuleText> files, Collection<RegistryEntry> entries, Instant at) {
        shipped = new ShippedRules(files);
        Map<String, RegistryEntry> byId = new TreeMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        byId.values().removeIf(entry -> latest(entry, at).isEmpty());
        taken.addAll(byId.keySet());
        byId.values().forEach(entry -> usable(entry, at).ifPresent(text -> live.put(entry.id(), text)));
        book = RuleBook.of(RuleCollection.of(beside("", List.of())));
    }

    /**
     * The rules in force by all that had been entered at a moment.
     *
     * @param shipped files without a fault
     * @throws dev.recount.sigma.parse.InvalidRulesException when a shipped rule has a fault
     */
    public static RulesInForce of(List<RuleText> shipped, Collection<RegistryEntry> entries, Instant at) {
        return new RulesInForce(shipped, entries, at);
    }

    private static List<RegistryVersion> latest(RegistryEntry entry, Instant at) {
        return entry.versions().stream()
                .filter(version -> !version.enteredAt().isAfter(at))
                .sorted(Comparator.comparing(RegistryVersion::enteredAt)
                        .thenComparing(RegistryVersion::eventId)
                        .reversed())
                .toList();
    }

    private Optional<RuleText> usable(RegistryEntry entry, Instant at) {
        for (RegistryVersion version : latest(entry, at)) {
            if (version.withdrawn()) {
                return Optional.empty();
            }
            Optional<RuleText> text = text(entry.id(), version);
            if (text.isPresent() && faults(entry.id(), text.get().text()).isEmpty()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static Optional<RuleText> text(String id, RegistryVersion version) {
        if (version.body() == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(FORM.read(version.body().text()).sigma()).map(text -> new RuleText(id, text));
        } catch (UnreadableRecord e) {
            return Optional.empty();
        }
    }

    private static String asked(String id) {
        return id + ", as the path says; a rule is known by its UUID, or by NAME where it has `recount: {id: NAME}`";
    }

    /** Everything that keeps a text from being put in force as the rule {@code id}, with line and column. */
    public List<Problem> faults(String id, String text) {
        RuleText file = new RuleText(id, text);
        ParseResult parsed = parsed(file);
        List<Problem> faults = new ArrayList<>(
                RunnableRules.of(RuleCollection.of(parsed), Placeholders.NONE).problems());
        parsed.documents().forEach(document -> faults.addAll(RuleBook.problems(document)));
        if (!faults.isEmpty()) {
            return List.copyOf(faults);
        }
        Set<String> own = ids(parsed);
        if (!own.equals(Set.of(id))) {
            faults.add(new Problem(new Location(id, 1, 1), "id", String.join(", ", own), asked(id)));
        }
        RuleCollection all = RuleCollection.of(beside(id, List.of(parsed)));
        Stream.concat(all.problems().stream(), SharedTitles.problems(all).stream())
                .filter(problem -> problem.location().file().equals(id))
                .forEach(faults::add);
        return List.copyOf(faults);
    }

    /** The alert rules of a file: of its documents those that report, each by its {@code recount.id}, else by its key. */
    private static Set<String> ids(ParseResult file) {
        return RuleCollection.of(file).reporting().stream()
                .map(ShippedRules::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ParseResult parsed(RuleText file) {
        return read.computeIfAbsent(file, RuleText::parse);
    }

    /** What is in force but for the alert rule {@code id}, and {@code further} files. */
    private List<ParseResult> beside(String id, List<ParseResult> further) {
        Set<String> out = new TreeSet<>(taken);
        out.add(id);
        List<ParseResult> files = new ArrayList<>(shipped.without(out));
        live.forEach((other, text) -> {
            if (!other.equals(id)) {
                files.add(parsed(text));
            }
        });
        List<ParseResult> all = new ArrayList<>(ShippedRules.applicable(files, further));
        all.addAll(further);
        return all;
    }

    public RuleBook book() {
        return book;
    }

    /** The ids of the rules that were put live and are in force. */
    public Set<String> live() {
        return Set.copyOf(live.keySet());
    }

    /** All that an alert rule in force is written in. */
    public Optional<RuleText> text(String id) {
        RuleText own = live.get(id);
        if (own != null) {
            return Optional.of(own);
        }
        return taken.contains(id) ? Optional.empty() : shipped.text(id);
    }
}
