package dev.recount.bench.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.ingest.source.ClaudeCodeHooks;
import dev.recount.ingest.source.TranscriptReplay;
import dev.recount.streams.detect.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Honest work of coding agents: nothing in these transcripts should wake anybody. */
final class Transcripts {

    private final Normaliser normaliser = new Normaliser();
    private final RuleBook rules;
    private int calls;
    private int loud;

    Transcripts(RuleBook rules) {
        this.rules = rules;
    }

    String measure(Path folder) throws IOException {
        List<Event> events = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                read(file, events);
            }
        }
        var verdict = Verdict.of(rules, events);
        loud = verdict.loud().size();
        var told = new StringBuilder();
        verdict.alerts()
                .forEach(alert -> told.append("%n  %s %s: %s"
                        .formatted(alert.rule().id(), alert.level().wire(), alert.summary())));
        return "Claude Code transcripts: %d tool calls, %d events, %d alerts at medium or above (%.2f per 1,000 calls) %s%s"
                .formatted(
                        calls,
                        events.size(),
                        verdict.loud().size(),
                        1000.0 * verdict.loud().size() / Math.max(1, calls),
                        verdict.byRule(),
                        told);
    }

    /** Tool calls read and alerts at medium or above, once measured. */
    int calls() {
        return calls;
    }

    int alerts() {
        return loud;
    }

    private void read(Path file, List<Event> events) throws IOException {
        var replay = new TranscriptReplay();
        var now = Instant.parse("2026-06-01T10:00:00Z");
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                take(replay.line(RecordJson.MAPPER.readTree(line)), now, events);
            }
        }
        take(replay.end(), now, events);
    }

    private void take(List<JsonNode> payloads, Instant now, List<Event> events) {
        for (JsonNode payload : payloads) {
            calls += payload.path("hook_event_name").asText().equals("PreToolUse")
                            || payload.path("event").asText().equals("PreToolUse")
                    ? 1
                    : 0;
            events.addAll(normaliser.events(new ClaudeCodeHooks(), payload, now));
        }
    }
}
