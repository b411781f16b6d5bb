package dev.recount.bench.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.evidence.format.EventFormat;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.format.OcsfValidator;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.ingest.source.ClaudeCodeHooks;
import dev.recount.ingest.source.CloudTrail;
import dev.recount.ingest.source.KubernetesAudit;
import dev.recount.ingest.source.RawSource;
import dev.recount.ingest.source.TranscriptReplay;
import dev.recount.ingest.source.VaultAudit;
import dev.recount.streams.detect.RuleFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every public record that a source of Recount takes, the incident, and what the rules say of them, exported as OCSF and held
 * against its schema.
 */
@Tag("real-data")
class RealOcsfTest {

    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);

    private final Normaliser normaliser = new Normaliser();
    private final EventFormat released = EventFormats.named("ocsf").orElseThrow();
    private final EventFormat coming = EventFormats.named("ocsf-1.9-preview").orElseThrow();

    @Test
    void no_event_of_them_breaks_the_schema() throws IOException {
        var validator = new OcsfValidator(RealDataTest.data("ocsf-schema/1.8.0"));
        var preview = new OcsfValidator(RealDataTest.data("ocsf-schema/1.8.0"))
                .with(RealDataTest.data("ocsf-schema/preview-1.9.0-dev"), Map.of("ai_agent", "ai_agent"));
        var events = new ArrayList<>(NineSeconds.incident());
        records("cloudtrail-stratus").forEach(record -> take(new CloudTrail(), record, events));
        records("cloudtrail-otrf").forEach(record -> take(new CloudTrail(), record, events));
        records("vault-audit").forEach(record -> take(new VaultAudit(), record, events));
        records("k8s-audit-falco").forEach(record -> take(new KubernetesAudit(), record, events));
        records("k8s-audit-demo").forEach(record -> take(new KubernetesAudit(), record, events));
        var rules = RuleFiles.shippedBook();
        findings(Verdict.of(rules, events).alerts(), validator, preview);
        var dojo = new AgentDojo(rules);
        records("agent-traces/agentdojo").forEach(run -> events.addAll(dojo.events(run)));
        transcripts(events);

        assertThat(events.size()).isGreaterThan(4_400);
        assertThat(events)
                .extracting(
                        event -> event.source() == null ? null : event.source().product())
                .contains("hashicorp", "kubernetes");
        for (Event event : events) {
            assertThat(validator.errors(exported(released, event), "api_activity"))
                    .as(JSON.write(event))
                    .isEmpty();
            assertThat(preview.errors(exported(coming, event), "api_activity"))
                    .as(JSON.write(event))
                    .isEmpty();
        }
    }

    private void findings(List<Alert> alerts, OcsfValidator validator, OcsfValidator preview) throws IOException {
        assertThat(alerts).anyMatch(alert -> alert.rule().id().equals("SEQ-01"));
        for (Alert alert : alerts) {
            assertThat(validator.errors(exported(released, alert), "detection_finding"))
                    .as(alert.toString())
                    .isEmpty();
            assertThat(preview.errors(exported(coming, alert), "detection_finding"))
                    .as(alert.toString())
                    .isEmpty();
        }
    }

    private static JsonNode exported(EventFormat ocsf, Alert alert) throws IOException {
        return RecordJson.MAPPER.readTree(ocsf.alerts().orElseThrow().line(alert));
    }

    private static JsonNode exported(EventFormat ocsf, Event event) throws IOException {
        var line = new ByteArrayOutputStream();
        try (var writer = ocsf.writer(line)) {
            writer.write(new SealedRecord(0, JSON.canonical(event)));
        }
        return RecordJson.MAPPER.readTree(line.toByteArray());
    }

    private void take(RawSource source, JsonNode record, List<Event> into) {
        into.addAll(normaliser.events(source, record, NOW));
    }

    /** Each record of each file of a folder, be it an array or a line of its own. */
    private static List<JsonNode> records(String folder) throws IOException {
        var records = new ArrayList<JsonNode>();
        for (Path file : files(folder, "json")) {
            try (var documents = RecordJson.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                while (documents.hasNext()) {
                    records.add(documents.next());
                }
            }
        }
        return records;
    }

    private void transcripts(List<Event> events) throws IOException {
        for (Path file : files("agent-traces/claude-code", ".jsonl")) {
            var replay = new TranscriptReplay();
            for (String line : Files.readAllLines(file)) {
                replay.line(RecordJson.MAPPER.readTree(line))
                        .forEach(hook -> take(new ClaudeCodeHooks(), hook, events));
            }
            replay.end().forEach(hook -> take(new ClaudeCodeHooks(), hook, events));
        }
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(RealDataTest.data(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
