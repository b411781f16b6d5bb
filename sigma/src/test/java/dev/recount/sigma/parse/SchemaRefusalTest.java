package dev.recount.sigma.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.recount.sigma.RealData;
import dev.recount.sigma.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the JSON schemas of the specification refuse, the parser refuses too: its own examples, damaged in every place. */
@Tag("real-data")
class SchemaRefusalTest {

    private static final List<Object> DAMAGES = List.of(
            7,
            "",
            "x",
            true,
            List.of(),
            List.of(7),
            List.of("same", "same"),
            List.of("a"),
            Map.of(),
            Map.of("x", "y"),
            "2024-13-01",
            "not-a-uuid",
            "y".repeat(300));

    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    @Test
    void refuses_what_the_schemas_refuse() {
        Path specification = RealData.folder("sigma/specification");
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (String[] kind : new String[][] {
            {"rules", "sigma-detection-rule-schema.json"},
            {"correlation", "sigma-correlation-rules-schema.json"},
            {"filter", "sigma-filters-schema.json"}
        }) {
            schemas.put(
                    kind[0],
                    registry.getSchema(
                            RealData.read(specification.resolve("json-schema").resolve(kind[1]))));
        }
        int refused = 0;
        List<String> accepted = new ArrayList<>();
        for (Path example : RealData.files(specification.resolve("tests"), ".yml")) {
            Schema schema = schemas.get(String.valueOf(example.getParent().getFileName()));
            Map<String, Object> document = RealYaml.load(RealData.read(example));
            assertThat(isRefused(schema, document)).as("%s", example).isFalse();
            for (Map<String, Object> damaged : damaged(document)) {
                if (isRefused(schema, damaged)) {
                    refused++;
                    if (SigmaParser.parse("damaged", Json.write(damaged)).isValid()) {
                        accepted.add(Json.write(damaged));
                    }
                }
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(refused).isGreaterThan(500);
    }

    private static boolean isRefused(Schema schema, Map<String, Object> document) {
        return !schema.validate(
                        Json.write(document),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    /** The document with each of its values, at any depth, missing or replaced. */
    private static List<Map<String, Object>> damaged(Map<String, Object> document) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String key : document.keySet()) {
            Map<String, Object> without = new LinkedHashMap<>(document);
            without.remove(key);
            all.add(without);
            for (Object damage : DAMAGES) {
                all.add(with(document, key, damage));
            }
            if (document.get(key) instanceof Map<?, ?> child) {
                damaged(cast(child)).forEach(inner -> all.add(with(document, key, inner)));
            }
        }
        for (String added :
                List.of("status", "level", "tags", "fields", "related", "scope", "falsepositives", "generate")) {
            DAMAGES.forEach(damage -> all.add(with(document, added, damage)));
        }
        return all;
    }

    private static Map<String, Object> with(Map<String, Object> document, String key, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        changed.put(key, value);
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
