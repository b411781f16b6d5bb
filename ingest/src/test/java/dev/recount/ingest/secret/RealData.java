package dev.recount.ingest.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The public logs that lie beside the repository in {@code shared/data}. */
final class RealData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RealData() {}

    /** The folder, found by walking up from here; empty on a machine that does not have it. */
    static Optional<Path> folder() {
        Path here = Path.of("").toAbsolutePath();
        for (Path p = here; p != null; p = p.getParent()) {
            Path data = p.resolve("shared/data");
            if (Files.isDirectory(data)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    /** Every JSON document of a subfolder: whole files, or lines of NDJSON. */
    static List<JsonNode> documents(Path folder) {
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().matches(".*json[l]?"))
                    .sorted()
                    .toList()) {
                addDocuments(documents, Files.readString(file, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private static void addDocuments(List<JsonNode> documents, String text) {
        try {
            documents.add(JSON.reader()
                    .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text));
        } catch (JsonProcessingException notOne) {
            text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                try {
                    documents.add(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    static long fields(JsonNode node) {
        if (!node.isContainerNode()) {
            return 1;
        }
        long fields = 0;
        for (JsonNode child : node) {
            fields += fields(child);
        }
        return fields;
    }
}
