package dev.recount.standalone.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Registry entries in a YAML or JSON file: one or a list of {@code {kind, id, …}}, in one document or several. */
public final class RegistryFile {

    /**
     * One entry.
     *
     * @param body the entry as it stands in the file, without kind and id
     */
    public record Entry(String kind, String id, ObjectNode body, String place) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RegistryFile() {}

    /**
     * All entries of a file. JSON is YAML, so one reader serves both.
     *
     * @throws UnreadableFile if it is not YAML, or an entry has no kind or no id
     */
    public static List<Entry> read(InputFile file, InputStream stdin) throws UnreadableFile {
        List<Entry> entries = new ArrayList<>();
        try (InputStream in = file.open(stdin)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
            for (Object document : new Load(settings).loadAllFromString(text)) {
                JsonNode node = MAPPER.valueToTree(document);
                for (JsonNode item : node.isArray() ? node : List.of(node)) {
                    entries.add(entry(item, file.name() + "[" + entries.size() + "]"));
                }
            }
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new UnreadableFile(file.name() + line, "is not YAML (" + e.getProblem() + ")");
        } catch (IOException | YamlEngineException e) {
            throw new UnreadableFile(file.name(), "cannot be read as YAML");
        }
        return entries;
    }

    private static Entry entry(JsonNode item, String place) throws UnreadableFile {
        if (!(item instanceof ObjectNode body)
                || !body.path("kind").isTextual()
                || !body.path("id").isTextual()) {
            throw new UnreadableFile(place, "needs the texts kind and id");
        }
        return new Entry(body.remove("kind").asText(), body.remove("id").asText(), body, place);
    }
}
