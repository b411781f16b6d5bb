package dev.recount.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Rejection;
import dev.recount.event.TestEvents;
import dev.recount.reference.RegistryEntry;
import dev.recount.shape.Shape;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Releases today's schemas: gives each that changed the next id, writes its file and index entry, and rewrites the golden
 * files. Run from {@code schemas/} with
 * {@code mvn test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.recount.codec.ReleaseSchemas}.
 */
public final class ReleaseSchemas {

    private static final Path FOLDER = Path.of("src/main/resources/dev/recount/schemas");

    private ReleaseSchemas() {}

    public static void main(String[] args) throws IOException {
        var types = new LinkedHashMap<Topic, Class<? extends Record>>();
        types.put(Topics.EVENTS, Event.class);
        types.put(Topics.REGISTRY, RegistryEntry.class);
        types.put(Topics.REJECTED, Rejection.class);
        types.put(Topics.FACTS, EventFacts.class);
        types.put(Topics.ALERTS, Alert.class);
        types.put(Topics.INCIDENTS, Incident.class);

        var indexFile = FOLDER.resolve("index.json");
        var index = Files.exists(indexFile)
                ? (ArrayNode) RecordJson.MAPPER.readTree(indexFile.toFile())
                : RecordJson.MAPPER.createArrayNode();
        for (Map.Entry<Topic, Class<? extends Record>> entry : types.entrySet()) {
            release(index, entry.getKey().valueSubject(), AvroSchemas.of(Shape.of(entry.getValue())));
        }
        RecordJson.MAPPER.writerWithDefaultPrettyPrinter().writeValue(indexFile.toFile(), index);

        var ids = new SchemaIds() {
            @Override
            public int idOf(String subject, Schema schema) {
                int id = -1;
                for (var entry : index) {
                    if (entry.get("subject").textValue().equals(subject)) {
                        id = entry.get("id").intValue();
                    }
                }
                return id;
            }

            @Override
            public Schema byId(int id) {
                throw new UnsupportedOperationException();
            }
        };
        var golden = Path.of("src/test/resources/golden");
        Files.createDirectories(golden);
        var avro = new RecordAvro<>(Event.class, Topics.EVENTS.valueSubject(), ids).encode(TestEvents.EVERYTHING);
        Files.writeString(golden.resolve("everything.avro.hex"), HexFormat.of().formatHex(avro) + "\n");
        var json = RecordJson.of(Event.class);
        Files.writeString(
                golden.resolve("everything.sha256"),
                HexFormat.of().formatHex(json.sha256(TestEvents.EVERYTHING)) + "\n");
        Files.writeString(golden.resolve("everything.json"), json.write(TestEvents.EVERYTHING) + "\n");
    }

    private static void release(ArrayNode index, String subject, Schema schema) throws IOException {
        int next = 1;
        int version = 1;
        for (var entry : index) {
            next = Math.max(next, entry.get("id").intValue() + 1);
            if (entry.get("subject").textValue().equals(subject)) {
                version++;
                var file = FOLDER.resolve(entry.get("file").textValue());
                if (new Schema.Parser().parse(Files.readString(file)).equals(schema)) {
                    return;
                }
            }
        }
        var file = schema.getName() + "-" + version + ".avsc";
        RecordJson.MAPPER
                .writerWithDefaultPrettyPrinter()
                .writeValue(FOLDER.resolve(file).toFile(), RecordJson.MAPPER.readTree(schema.toString()));
        ObjectNode entry = index.addObject();
        entry.put("id", next).put("subject", subject).put("file", file);
    }
}
