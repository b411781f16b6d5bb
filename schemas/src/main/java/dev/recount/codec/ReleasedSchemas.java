package dev.recount.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Every schema ever released, with its id, from the checked-in index {@code dev/recount/schemas/index.json}. No registry
 * process is needed to read a topic: the index and the files beside it are enough.
 */
public final class ReleasedSchemas implements SchemaIds {

    private static final String FOLDER = "/dev/recount/schemas/";

    private final Map<Integer, Schema> byId = new LinkedHashMap<>();
    private final Map<Integer, String> subjects = new LinkedHashMap<>();

    /** Reads the index from the class path. */
    public ReleasedSchemas() {
        for (JsonNode entry : read("index.json")) {
            int id = entry.get("id").intValue();
            byId.put(
                    id,
                    new Schema.Parser()
                            .parse(read(entry.get("file").textValue()).toString()));
            subjects.put(id, entry.get("subject").textValue());
        }
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema) && subject.equals(subjects.get(entry.getKey())))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new UnknownSchema(
                        "the schema of " + schema.getFullName() + " is not in the index of " + "released schemas under "
                                + subject + "; add a version to schemas/src/main/resources" + FOLDER));
    }

    @Override
    public Schema byId(int id) {
        var schema = byId.get(id);
        if (schema == null) {
            throw new UnknownSchema("no released schema has id " + id + " (known: " + byId.keySet() + ")");
        }
        return schema;
    }

    /** Subject by id, in order of release. */
    public Map<Integer, String> subjects() {
        return Map.copyOf(subjects);
    }

    private static JsonNode read(String file) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new UnknownSchema("missing resource " + FOLDER + file);
            }
            return RecordJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
