package dev.recount.bench.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.ingest.source.CloudTrail;
import dev.recount.streams.detect.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Techniques that were really carried out against AWS, one file each, and a day of other calls to be quiet about. */
final class AttackTechniques {

    private static final Instant LATER = Instant.parse("2026-06-01T10:00:00Z");

    private final Normaliser normaliser = new Normaliser();
    private final RuleBook rules;
    private int found;
    private int all;

    AttackTechniques(RuleBook rules) {
        this.rules = rules;
    }

    String measure(Path techniques, Path others) throws IOException {
        var lines = new StringBuilder();
        try (var files = Files.list(techniques)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                var verdict = Verdict.of(rules, events(RecordJson.MAPPER.readTree(file.toFile())));
                all++;
                found += verdict.loud().isEmpty() ? 0 : 1;
                lines.append("%n  %-70s %s".formatted(file.getFileName(), verdict.byRule()));
            }
        }
        return "CloudTrail techniques: %d of %d alerted at medium or above%s%n%s"
                .formatted(found, all, lines, quiet(others));
    }

    /** Techniques alerted at medium or above, once measured. */
    int found() {
        return found;
    }

    private String quiet(Path folder) throws IOException {
        List<Event> events = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("json")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    events.addAll(normaliser.events(new CloudTrail(), RecordJson.MAPPER.readTree(line), LATER));
                }
            }
        }
        var verdict = Verdict.of(rules, events);
        return "other CloudTrail calls: %d, alerts at medium or above %d (%.1f per 1,000) %s"
                .formatted(
                        events.size(),
                        verdict.loud().size(),
                        1000.0 * verdict.loud().size() / Math.max(1, events.size()),
                        verdict.byRule());
    }

    private List<Event> events(JsonNode records) {
        List<Event> events = new ArrayList<>();
        records.forEach(record -> events.addAll(normaliser.events(new CloudTrail(), record, LATER)));
        return events;
    }
}
