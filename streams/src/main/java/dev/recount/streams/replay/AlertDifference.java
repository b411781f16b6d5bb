package dev.recount.streams.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.codec.RecordJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the alerts of a replay differ from those on record. Both are what stands: a retracted alert is none. Not
 * compared are the running number of a revision, which says how an alert came about, and the digest of a rule's text.
 *
 * @param added only in the replay, in the order of their ids
 * @param removed only on record
 * @param changed in both, saying something else
 * @param same how many are in both and say the same
 */
public record AlertDifference(List<Alert> added, List<Alert> removed, List<Changed> changed, int same) {

    private static final RecordJson<Alert> JSON = RecordJson.of(Alert.class);

    public AlertDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /**
     * An alert that says something else in the replay.
     *
     * @param fields by name, those that differ
     */
    public record Changed(Alert before, Alert after, List<String> fields) {
        public Changed {
            fields = List.copyOf(fields);
        }

        static Changed of(Alert before, Alert after) {
            boolean equal = before.equals(after.revised(before.revision())); // as nearly all are, and told quickly
            return new Changed(before, after, equal ? List.of() : differing(before, after));
        }
    }

    /** The difference between alerts of which either side's evidence was complete in {@code range}. */
    public static AlertDifference of(Collection<Alert> recorded, Collection<Alert> replayed, TimeRange range) {
        var before = standing(recorded);
        var after = standing(replayed);
        var ids = Stream.concat(before.values().stream(), after.values().stream())
                .filter(alert -> range.contains(alert.lastEvidenceAt()))
                .map(Alert::id)
                .collect(Collectors.toCollection(TreeSet::new));
        var both = ids.stream().filter(before::containsKey).filter(after::containsKey);
        var compared =
                both.map(id -> Changed.of(value(before, id), value(after, id))).toList();
        var changed = compared.stream().filter(pair -> !pair.fields().isEmpty()).toList();
        return new AlertDifference(
                only(after, before, ids), only(before, after, ids), changed, compared.size() - changed.size());
    }

    private static Map<String, Alert> standing(Collection<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.status() != AlertStatus.RETRACTED)
                .collect(Collectors.toMap(Alert::id, alert -> alert));
    }

    private static List<Alert> only(Map<String, Alert> here, Map<String, Alert> there, Collection<String> ids) {
        return ids.stream()
                .filter(id -> !there.containsKey(id))
                .map(id -> value(here, id))
                .toList();
    }

    private static Alert value(Map<String, Alert> alerts, String id) {
        return requireNonNull(alerts.get(id), id);
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    private static List<String> differing(Alert before, Alert after) {
        var one = compared(before);
        var other = compared(after);
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return List.copyOf(names);
    }

    private static ObjectNode compared(Alert alert) {
        try {
            var json = (ObjectNode) RecordJson.MAPPER.readTree(JSON.write(alert));
            json.remove("revision");
            ((ObjectNode) json.get("rule")).remove("version");
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }
}
