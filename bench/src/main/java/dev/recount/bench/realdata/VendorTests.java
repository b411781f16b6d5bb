package dev.recount.bench.realdata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Source;
import dev.recount.ingest.source.CloudTrail;
import dev.recount.streams.detect.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The unit tests that another vendor wrote for its own rules, one event each. Its rules ask for more than ours and some for
 * other things, so this tells how much of the same ground is covered, not how much is right.
 */
final class VendorTests {

    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    /** Product and service that a log type's records are known by. */
    private static final Map<String, List<String>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("AWS.CloudTrail", List.of());
        TYPES.put("Amazon.EKS.Audit", List.of("kubernetes", "audit"));
        TYPES.put("GitHub.Audit", List.of("github", "audit"));
        TYPES.put("Okta.SystemLog", List.of("okta", "okta"));
        TYPES.put("GCP.AuditLog", List.of("gcp", "gcp.audit"));
        TYPES.put("Azure.MonitorActivity", List.of("azure", "activitylogs"));
    }

    private final Normaliser normaliser = new Normaliser();
    private final RuleBook rules;
    private int count;
    private int allWanted;
    private int allFound;
    private int allUnwanted;
    private int allWrong;

    VendorTests(RuleBook rules) {
        this.rules = rules;
    }

    String measure(Path folder) throws IOException {
        var lines = new StringBuilder("Rule tests of a vendor, alerted at medium or above:");
        for (String type : TYPES.keySet()) {
            lines.append("%n  ".formatted()).append(measure(type, folder.resolve(type + ".ndjson")));
        }
        return lines.append("%n  %-22s ".formatted("all"))
                .append(figures(allFound, allWanted, allWrong, allUnwanted))
                .toString();
    }

    private static String figures(int found, int wanted, int wrong, int unwanted) {
        return "%3d of %3d that should, %3d of %3d that should not".formatted(found, wanted, wrong, unwanted);
    }

    private String measure(String type, Path file) throws IOException {
        int wanted = 0;
        int found = 0;
        int unwanted = 0;
        int wrong = 0;
        for (String line : Files.readAllLines(file)) {
            var test = RecordJson.MAPPER.readTree(line);
            if (test.path("needs_mocks").asBoolean()) {
                continue;
            }
            boolean alerted =
                    !Verdict.of(rules, events(type, test.path("event"))).loud().isEmpty();
            boolean expected = test.path("expected").asBoolean();
            wanted += expected ? 1 : 0;
            found += expected && alerted ? 1 : 0;
            unwanted += expected ? 0 : 1;
            wrong += !expected && alerted ? 1 : 0;
        }
        allWanted += wanted;
        allFound += found;
        allUnwanted += unwanted;
        allWrong += wrong;
        return "%-22s ".formatted(type) + figures(found, wanted, wrong, unwanted);
    }

    private List<Event> events(String type, JsonNode record) {
        var names = TYPES.getOrDefault(type, List.of());
        if (names.isEmpty()) {
            return normaliser.events(new CloudTrail(), record, NOW);
        }
        var id = "vendor-" + count++;
        return List.of(Event.of(EventType.ACTION)
                .id(id)
                .phase(Phase.SUCCEEDED)
                .occurredAt(NOW)
                .observedAt(NOW)
                .recordedAt(NOW)
                .actor(new Actor("user:vendor", ActorKind.HUMAN, null, null, null))
                .action(new Action(id, null, type, null, null, null, null, null, null, null))
                .source(new Source(names.get(0), names.get(1), id, CanonicalJson.of(record)))
                .build());
    }
}
