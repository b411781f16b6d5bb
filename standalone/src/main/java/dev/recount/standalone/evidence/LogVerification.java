package dev.recount.standalone.evidence;

import dev.recount.codec.Codecs;
import dev.recount.evidence.audit.LogAudit;
import dev.recount.evidence.log.PublishedCheckpoints;
import dev.recount.evidence.log.TopicEntries;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.witness.Quorum;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Verifies the log of a server that runs: what it serves, over HTTP, against what its Kafka holds. */
public final class LogVerification {

    private static final int OTHERS_MAX = 10;

    private final RecountClient server;
    private final Map<String, String> kafka;
    private final Codecs codecs;
    private final Clock clock;

    /**
     * Opens nothing yet.
     *
     * @param bootstrap the Kafka that the server reads
     */
    public LogVerification(RecountClient server, String bootstrap, Codecs codecs, Clock clock) {
        this.server = server;
        this.kafka = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        this.codecs = codecs;
        this.clock = clock;
    }

    /**
     * Everything there is to say.
     *
     * @param trusted the log's key, from somewhere else than the server
     * @param earlier a checkpoint that was kept from before, signed by the same key
     * @param witnesses who must have cosigned the checkpoint that was shown to witnesses last
     * @param done told how many leaves were looked at
     * @throws IOException when it could not be checked
     */
    public List<Finding> findings(
            Optional<VerifierKey> trusted, Optional<SignedNote> earlier, Quorum witnesses, LongConsumer done)
            throws IOException {
        var key = trusted.orElseGet(this::ownKey);
        var seen = seen(key);
        var kept = Stream.concat(earlier.stream(), seen.stream())
                .filter(note -> note.isSignedBy(key))
                .map(note -> Checkpoint.parse(note.text()))
                .toList();
        var about = new ArrayList<>(aboutKey(trusted, key));
        earlier.filter(note -> !note.isSignedBy(key))
                .map(note ->
                        Finding.differs("the earlier checkpoint is not signed by " + key.name() + ", or was changed"))
                .ifPresent(about::add);
        about.addAll(
                seen.map(witnesses::findings).orElseGet(() -> witnesses.findings(new SignedNote("\n", List.of()))));
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>copyOf(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var published = PublishedCheckpoints.all(consumer, key);
            var found = new LogAudit(key, new TiledLog(server), kept)
                    .findings(published, () -> new TopicEntries(kafka, codecs.events(), clock.instant()), done);
            about.addAll(found);
            about.addAll(others(published.others()));
            return about;
        }
    }

    /** The checkpoint that witnesses have cosigned; empty if the server has none that the log has signed. */
    private Optional<SignedNote> seen(VerifierKey key) {
        try {
            return Optional.of(server.get(Query.at("v1", "checkpoints", "latest"))
                            .path("cosigned")
                            .asText())
                    .filter(note -> !note.isEmpty())
                    .map(SignedNote::parse)
                    .filter(note -> note.isSignedBy(key));
        } catch (MalformedNote e) {
            return Optional.empty();
        }
    }

    private VerifierKey ownKey() {
        return VerifierKey.parse(
                server.get(Query.at("v1", "checkpoints", "latest")).path("vkey").asText());
    }

    /** An instance that has lost its log and begun another one has two names there. */
    private static List<Finding> others(Map<String, Long> logs) {
        if (logs.isEmpty()) {
            return List.of();
        }
        var named = new TreeMap<>(logs)
                .entrySet().stream()
                        .map(log -> log.getKey() + " (" + log.getValue() + " leaves)")
                        .limit(OTHERS_MAX)
                        .collect(Collectors.joining(", "));
        return List.of(
                Finding.unknown("whether one of " + logs.size() + " other logs on recount.checkpoints is what this"
                        + " server had before its evidence was lost, and not another instance's: " + named));
    }

    private static List<Finding> aboutKey(Optional<VerifierKey> trusted, VerifierKey key) {
        return trusted.isPresent()
                ? List.of()
                : List.of(Finding.unknown("whether the key that the server names is the log's (" + key.name()
                        + "): give the key you trust with --key"));
    }
}
