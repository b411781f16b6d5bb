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
    CLOUDTRAIL("cloudtrail", "Records"),
    /** The lines of the API server's log, and the webhook's {@code EventList}. */
    KUBERNETES("kubernetes", "items"),
    /** The array of its API, the lines of a stream or an export. */
    GITHUB("github"),
    /** The array of its API, or lines. */
    OKTA("okta"),
    /** Lines or arrays of LogEntry, and the answers of {@code entries.list}. */
    GCP("gcp", "entries"),
    /** What an event hub or a storage account holds, and the answers of the REST API. */
    AZURE("azure", "records", "value"),
    /** The file of Vault's audit device, lines of requests and responses. */
    VAULT("vault"),
    /** Hook logs and session transcripts. */
    CLAUDE_CODE("claude-code") {
        @Override
        Ingestion.Target target(RecountClient client, Ingestion ingestion) {
            Supplier<TranscriptReplay> replays = TranscriptReplay::new;
            return new HookTarget(new HookUpload(client, label(), ingestion.tally(), ingestion::refusal), replays);
        }
    };

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type just does not say so.
    private final Set<String> envelopes;

    /**
     * A source.
     *
     * @param label what users call it, and the name of its door
     * @param envelopes names of fields that hold the records where a file is one object
     */
    ImportSource(String label, String... envelopes) {
        this.label = label;
        this.envelopes = Set.of(envelopes);
    }

    /** Where the records go: a provider's own to the door that has its name. */
    Ingestion.Target target(RecountClient client, Ingestion ingestion) {
        Query door = Query.at("v1", "ingest", "audit", label);
        return new BatchTarget(new BatchUpload(client, door, ingestion.tally(), ingestion::refusal));
    }

    String label() {
        return label;
    }

    /** Names of fields that hold the records where a file is one object. */
    Set<String> envelopes() {
        return envelopes;
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
