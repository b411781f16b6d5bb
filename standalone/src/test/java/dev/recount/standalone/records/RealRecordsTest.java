package dev.recount.standalone.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Real files, counted independently by those who collected them. */
class RealRecordsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The data beside the repository; a build server must have it. */
    private static Path data() {
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            Path data = path.resolve("shared/data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        assertThat(System.getenv("CI"))
                .as("CI needs shared/data beside the repository")
                .isNull();
        assumeTrue(false, "there is no shared/data beside the repository");
        throw new AssertionError("not reached");
    }

    private static List<JsonNode> records(Path file) throws UnreadableFile {
        List<JsonNode> items = new ArrayList<>();
        for (InputFile input : InputFile.of(List.of(file.toString()))) {
            RecordFile.read(input, InputStream.nullInputStream(), Set.of("Records"), item -> items.add(json(item)));
        }
        return items;
    }

    private static JsonNode json(SourceRecord item) {
        try {
            return MAPPER.readTree(item.json());
        } catch (IOException e) {
            throw new AssertionError(item.place(), e);
        }
    }

    @Test
    void finds_every_cloudtrail_record_of_every_attack() throws Exception {
        Path folder = data().resolve("cloudtrail-stratus");
        for (JsonNode label : records(folder.resolve("labels.ndjson"))) {
            List<JsonNode> items =
                    records(folder.resolve(label.path("technique").asText() + ".json"));

            assertThat(items).as(label.toString()).hasSize(label.path("events").asInt(-1));
            assertThat(items).allSatisfy(item -> assertThat(item.path("eventID").asText())
                    .isNotBlank());
        }
    }

    @Test
    void finds_every_line_of_a_cloudtrail_export() throws Exception {
        assertThat(records(data().resolve("cloudtrail-otrf"))).hasSize(103);
    }

    @Test
    void finds_every_line_of_every_agent_transcript() throws Exception {
        Path folder = data().resolve("agent-traces/claude-code");
        for (JsonNode expected : records(folder.resolve("expected-counts.ndjson"))) {
            assertThat(records(folder.resolve(expected.path("file").asText())))
                    .as(expected.toString())
                    .hasSize(expected.path("lines").asInt(-1));
        }
    }
}
