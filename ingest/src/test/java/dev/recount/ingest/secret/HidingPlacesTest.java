package dev.recount.ingest.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Places in which agents' tool calls and their output carry secrets, and texts that look like one and hold none. In the
 * files {@code {}} stands for nothing: it keeps scanners of this repository from taking the fakes for real ones.
 */
class HidingPlacesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TextRedactor texts = new TextRedactor(TextRedactorTest.FINGERPRINTER);
    private final JsonRedactor documents = new JsonRedactor(TextRedactorTest.FINGERPRINTER);

    @TestFactory
    Stream<DynamicTest> finds_the_secret_wherever_it_hides() {
        return lines("hiding-places.ndjson")
                .map(place -> DynamicTest.dynamicTest(place.get("place").asText(), () -> assertHidden(place)));
    }

    private void assertHidden(JsonNode place) throws IOException {
        List<String> shown = new ArrayList<>();
        if (place.has("text")) {
            String text = place.get("text").asText();
            shown.add(texts.redact(text).text());
            ObjectNode call = JsonNodeFactory.instance.objectNode().put("tool_name", "Bash");
            call.putObject("tool_input").put("command", text);
            shown.add(
                    documents.redact(call).document().at("/tool_input/command").asText());
        } else {
            shown.add(documents
                    .redact(JSON.readTree(place.get("json").asText()))
                    .document()
                    .toString());
        }
        for (JsonNode secret : place.get("secrets")) {
            assertThat(shown).noneMatch(text -> text.contains(secret.asText()));
        }
        assertThat(texts.redact(shown.get(0)).isClean())
                .as("again: " + shown.get(0))
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> leaves_honest_text_alone() {
        return lines("honest-texts.ndjson")
                .map(text -> DynamicTest.dynamicTest(
                        text.asText(),
                        () -> assertThat(texts.redact(text.asText()).text()).isEqualTo(text.asText())));
    }

    private static Stream<JsonNode> lines(String file) {
        try (InputStream in = Objects.requireNonNull(HidingPlacesTest.class.getResourceAsStream(file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{}", "");
            List<JsonNode> lines = new ArrayList<>();
            for (String line : text.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
