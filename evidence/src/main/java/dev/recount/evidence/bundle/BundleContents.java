package dev.recount.evidence.bundle;

import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a bundle holds, for whoever wants to work with it. Says nothing about whether it is genuine.
 *
 * @param events in the order of the log
 * @param alerts as they were
 * @param rules texts of rules, by file name
 * @param createdAt when the bundle was made
 * @param whole whether the manifest says that this is everything up to the checkpoint
 */
public record BundleContents(
        List<Event> events, List<Alert> alerts, Map<String, String> rules, Instant createdAt, boolean whole) {

    public BundleContents {
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
        rules = Map.copyOf(rules);
    }

    /**
     * Reads a bundle into memory.
     *
     * @throws NotABundle when the file is none
     * @throws IOException when it cannot be read, or holds what is no event or alert
     */
    public static BundleContents of(Path file) throws IOException, NotABundle {
        try (var bundle = Bundle.open(file)) {
            var manifest = bundle.manifest();
            var rules = new TreeMap<String, String>();
            for (String name : bundle.names()) {
                if (name.startsWith(BundleFiles.RULES)) {
                    rules.put(name.substring(BundleFiles.RULES.length()), bundle.text(name));
                }
            }
            var createdAt = Micros.parse(manifest.path("created_at").asText());
            return new BundleContents(
                    read(bundle, BundleFiles.RECORDS, RecordJson.of(Event.class)::read),
                    alerts(bundle),
                    rules,
                    createdAt == null ? Instant.EPOCH : createdAt,
                    manifest.at("/counts/events").asLong(-1)
                            == manifest.path("tree_size").asLong(-2));
        }
    }

    static List<Alert> alerts(Bundle bundle) throws IOException {
        return read(bundle, BundleFiles.ALERTS, RecordJson.of(Alert.class)::read);
    }

    private static <T> List<T> read(Bundle bundle, String name, Function<String, T> reader) throws IOException {
        var items = new ArrayList<T>();
        try (var lines = new Lines(bundle.open(name))) {
            while (lines.hasNext()) {
                items.add(reader.apply(lines.nextText()));
            }
        } catch (UnreadableRecord | UncheckedIOException e) {
            throw new IOException(name + " cannot be read at line " + (items.size() + 1) + ": " + e.getMessage(), e);
        }
        return items;
    }
}
