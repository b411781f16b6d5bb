package dev.recount.standalone.cli;

import dev.recount.ingest.source.TranscriptReplay;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.records.BatchUpload;
import dev.recount.standalone.records.HookUpload;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The sources whose own files can be imported, and how each comes in. */
enum ImportSource {
    /** Delivered as {@code {"Records":[…]}}; LookupEvents and Athena exports come as arrays and lines. */
    CLOUDTRAIL("cloudtrail") {
        @Override
        Set<String> envelopes() {
            return Set.of("Records");
        }

        @Override
        Ingestion.Target target(RecountClient client, Ingestion ingestion) {
            return audit(client, ingestion);
        }
    },
    /** The file of Vault's audit device, lines of requests and responses. */
    VAULT("vault") {
        @Override
        Ingestion.Target target(RecountClient client, Ingestion ingestion) {
            return audit(client, ingestion);
        }
    },
    /** Hook logs and session transcripts. */
    CLAUDE_CODE("claude-code") {
        @Override
        Ingestion.Target target(RecountClient client, Ingestion ingestion) {
            Supplier<TranscriptReplay> replays = TranscriptReplay::new;
            return new HookTarget(new HookUpload(client, label(), ingestion.tally(), ingestion::refusal), replays);
        }
    };

    private final String label;

    ImportSource(String label) {
        this.label = label;
    }

    abstract Ingestion.Target target(RecountClient client, Ingestion ingestion);

    /** The door of a provider's own records. */
    Ingestion.Target audit(RecountClient client, Ingestion ingestion) {
        Query door = Query.at("v1", "ingest", "audit", label);
        return new BatchTarget(new BatchUpload(client, door, ingestion.tally(), ingestion::refusal));
    }

    String label() {
        return label;
    }

    /** Names of fields that hold the records where a file is one object. */
    Set<String> envelopes() {
        return Set.of();
    }

    static ImportSource named(String label) {
        return Arrays.stream(values())
                .filter(source -> source.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown source: " + label + " (expected: "
                        + Arrays.stream(values()).map(source -> source.label).collect(Collectors.joining(", "))
                        + ")"));
    }
}
