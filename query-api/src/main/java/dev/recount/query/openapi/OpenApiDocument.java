package dev.recount.query.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** An OpenAPI 3.1 document put together from parts: the first gives the frame, the others add paths and components. */
public final class OpenApiDocument {

    /** The part that describes the query routes. */
    public static final String QUERY = "/dev/recount/query/openapi/query.yaml";

    private final ObjectNode document;

    private OpenApiDocument(ObjectNode document) {
        this.document = document;
    }

    /**
     * Reads parts from the class path.
     *
     * @throws IllegalArgumentException when a part is missing, or two parts describe the same thing
     */
    public static OpenApiDocument of(List<String> resources) {
        ObjectNode whole = read(resources.get(0));
        for (String resource : resources.subList(1, resources.size())) {
            ObjectNode part = read(resource);
            merge(whole, part, "paths", resource);
            part.path("components").fieldNames().forEachRemaining(section -> {
                if (!whole.path("components").has(section)) {
                    ((ObjectNode) whole.get("components")).putObject(section);
                }
                merge((ObjectNode) whole.get("components"), (ObjectNode) part.get("components"), section, resource);
            });
        }
        return new OpenApiDocument(whole);
    }

    /** Paths of two parts may be the same, with different methods; nothing else may. */
    private static void merge(ObjectNode whole, ObjectNode part, String section, String resource) {
        ObjectNode into = whole.withObjectProperty(section);
        for (Map.Entry<String, JsonNode> entry : part.path(section).properties()) {
            var known = into.get(entry.getKey());
            if (known == null) {
                into.set(entry.getKey(), entry.getValue());
            } else if (section.equals("paths")) {
                merge(into, (ObjectNode) part.get(section), entry.getKey(), resource);
            } else if (!known.equals(entry.getValue())) {
                throw new IllegalArgumentException(resource + " describes " + entry.getKey() + " a second time");
            }
        }
    }

    private static ObjectNode read(String resource) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("missing resource " + resource);
            }
            var loaded = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return RecordJson.MAPPER.valueToTree(loaded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document. */
    public ObjectNode json() {
        return document.deepCopy();
    }

    /** The document as YAML. */
    public String yaml() {
        var settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(RecordJson.MAPPER.convertValue(document, Map.class));
    }
}
