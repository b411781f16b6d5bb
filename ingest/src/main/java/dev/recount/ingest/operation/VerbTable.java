package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations of one provider by name, and what a name tells when it is not in the table. */
public final class VerbTable {
    private final String provider;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Default> defaults = new ArrayList<>();

    VerbTable(String file) {
        Map<String, Object> table = TableFile.load(file);
        provider = String.valueOf(table.get("provider"));
        TableFile.map(table.get("operations"))
                .forEach((name, entry) -> entries.put(name, Entry.of(TableFile.map(entry))));
        TableFile.maps(table.get("defaults")).forEach(d -> defaults.add(Default.of(d)));
    }

    private record Entry(
            Verb verb,
            @Nullable String kind,
            List<String> ids,
            Reversibility reversibility,
            Map<String, Object> when,
            @Nullable Verb then,
            @Nullable Reversibility whenReversibility) {

        static Entry of(Map<String, Object> entry) {
            Object then = entry.get("then");
            Object whenReversibility = entry.get("whenReversibility");
            return new Entry(
                    TableFile.verb(entry.get("verb")),
                    TableFile.text(entry.get("kind")),
                    TableFile.texts(entry.get("id")),
                    TableFile.reversibility(entry.get("reversibility")),
                    TableFile.map(entry.get("when")),
                    then == null ? null : TableFile.verb(then),
                    whenReversibility == null ? null : TableFile.reversibility(whenReversibility));
        }

        boolean applies(Function<String, @Nullable String> parameters) {
            return !when.isEmpty()
                    && when.entrySet().stream()
                            .allMatch(e -> String.valueOf(e.getValue()).equalsIgnoreCase(parameters.apply(e.getKey())));
        }

        Verb verb(boolean applies) {
            return applies && then != null ? then : verb;
        }

        Reversibility reversibility(boolean applies) {
            return applies && whenReversibility != null ? whenReversibility : reversibility;
        }
    }

    private record Default(String prefix, String suffix, Verb verb) {
        static Default of(Map<String, Object> entry) {
            return new Default(
                    String.valueOf(entry.getOrDefault("prefix", "")),
                    String.valueOf(entry.getOrDefault("suffix", "")),
                    TableFile.verb(entry.get("verb")));
        }

        boolean fits(String name) {
            return name.startsWith(prefix) && name.endsWith(suffix);
        }
    }

    public boolean knows(String name) {
        return entries.containsKey(name);
    }

    /**
     * What an operation of this name does.
     *
     * @param parameters the call's parameter of a name or dotted path as text, or {@code null}
     */
    public Operation resolve(String name, Function<String, @Nullable String> parameters) {
        return resolve(name, name.substring(name.indexOf(':') + 1), name, parameters);
    }

    Operation resolve(String key, String bareName, String shownName, Function<String, @Nullable String> parameters) {
        Entry entry = entries.get(key);
        if (entry == null) {
            Verb verb = byDefault(bareName);
            return Operation.of(
                    shownName, provider, verb == null ? Verb.EXECUTE : verb, List.of(), Reversibility.UNKNOWN);
        }
        boolean applies = entry.applies(parameters);
        return Operation.of(
                shownName, provider, entry.verb(applies), resources(entry, parameters), entry.reversibility(applies));
    }

    /**
     * The same of an entry of an audit log, which names its target itself.
     *
     * @param key of the table
     * @param bareName what the defaults are asked by
     */
    AuditedOperation audited(
            String key, String bareName, String shownName, Function<String, @Nullable String> parameters) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return new AuditedOperation(shownName, byDefault(bareName), null, Reversibility.UNKNOWN);
        }
        boolean applies = entry.applies(parameters);
        return new AuditedOperation(shownName, entry.verb(applies), entry.kind, entry.reversibility(applies));
    }

    private List<ResourceRef> resources(Entry entry, Function<String, @Nullable String> parameters) {
        for (String id : entry.ids) {
            String value = parameters.apply(id);
            if (value != null && !value.isEmpty()) {
                return List.of(ResourceRef.of(provider, entry.kind, value));
            }
        }
        return List.of();
    }

    private @Nullable Verb byDefault(String name) {
        for (Default d : defaults) {
            if (d.fits(name)) {
                return d.verb;
            }
        }
        return null;
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }
}
