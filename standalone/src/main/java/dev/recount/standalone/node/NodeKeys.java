package dev.recount.standalone.node;

import dev.recount.codec.Codecs;
import dev.recount.codec.ConfluentSchemaRegistry;
import dev.recount.codec.ReleasedSchemas;
import dev.recount.codec.SchemaIds;
import dev.recount.delivery.canary.CanaryRule;
import dev.recount.ingest.IngestSettings;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.query.replay.ReplayDesk;
import dev.recount.runtime.access.OwnerOnlyFile;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.broker.KafkaKeys;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.standalone.data.DataDirectoryException;
import dev.recount.standalone.http.HttpKeys;
import dev.recount.standalone.rules.AddedRules;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.index.IndexConfig;
import dev.recount.streams.log.LogReplay;
import dev.recount.streams.log.ReplayBounds;
import dev.recount.streams.log.TopicReader;
import dev.recount.streams.topology.DetectionSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Settings of a node, whatever halves it has. */
public final class NodeKeys {

    private static final Key<FingerprintKey> FINGERPRINT_KEY = new Key<>(
            "fingerprint-key",
            "at least 32 hexadecimal digits",
            "Names secrets, the same for all processes, for ever. Made and kept in the data directory if not set.",
            null,
            false,
            true,
            FingerprintKey::ofHex);

    /** Whose ids the values on topics carry. */
    public static final Key<URI> SCHEMA_REGISTRY = Key.httpUri(
            "schema-registry", "A Confluent-compatible schema registry to use instead of the built-in ids.");

    static final Key<String> INSTANCE = Key.text(
            "instance",
            "Name of this process among those of its kind: no two may share it, and it must not change between starts. Made and"
                    + " kept in the data directory if not set.");

    private static final Key<List<Path>> RULES = Key.paths(
            "rules",
            "Folders with Sigma rules to run beside those that ship, such as a checkout of SigmaHQ's; a faulty file is"
                    + " a start-up error.");

    private static final Key<String> GUARANTEE = Key.text(
                    "streams.guarantee",
                    "How detection processes: at_least_once or exactly_once_v2. The results are the same.")
            .orElse("at_least_once");

    private static final Key<Integer> THREADS = Key.integer(
            "streams.threads",
            1,
            64,
            "Threads of detection, and as many of the index. One each if not set; where there is no detection, the index has one"
                    + " for each processor.");

    private static final Key<Integer> INDEX_MEMORY = Key.integer(
                    "index.memory-mib",
                    32,
                    65_536,
                    "Memory outside the heap for reading and writing the index, in MiB; past some ten million events"
                            + " more than the default keeps timelines quick.")
            .orElse("96");

    private static final Key<Duration> COMMIT_INTERVAL = Key.duration(
                    "streams.commit-interval",
                    "How much detection reads again after a crash; with exactly_once_v2 also how long alerts wait.")
            .orElse("200ms");

    /** The alerts file. */
    public static final Key<Path> ALERTS_FILE = Key.path(
            "alerts-file", "YAML file that says who is told of an incident, and how; nobody is told without one.");

    static final Key<URI> PUBLIC_URL = Key.httpUri(
            "public-url", "The address under which people reach Recount, for links in alerts; its own if not set.");

    static final Key<Duration> SEAL_INTERVAL = Key.duration(
                    "evidence.seal-interval", "How long an event waits for a signed checkpoint at most, up to 10s.")
            .orElse("1s");

    static final Key<List<WitnessAddress>> WITNESSES = new Key<>(
            "evidence.witnesses",
            "URL VKEY, more than one separated by commas",
            "Who cosigns checkpoints: `recount witness`, or any witness of c2sp.org/tlog-witness.",
            null,
            false,
            false,
            WitnessAddress::list);

    static final Key<Boolean> PROTECT_PERSONS = Key.flag(
                    "persons.protect",
                    "Keep persons out of the log: pseudonyms for who is a user or an e-mail address, sealed texts for"
                            + " what people are called and from where they come, so that one can be erased. Only for"
                            + " `recount up`.")
            .orElse("false");

    /** Every key of a node. */
    public static final Keys KEYS = Keys.of(
                    FINGERPRINT_KEY,
                    SCHEMA_REGISTRY,
                    INSTANCE,
                    GUARANTEE,
                    THREADS,
                    INDEX_MEMORY,
                    COMMIT_INTERVAL,
                    SEAL_INTERVAL,
                    WITNESSES,
                    PROTECT_PERSONS,
                    ClassPeriods.KEY,
                    ALERTS_FILE,
                    PUBLIC_URL,
                    RULES,
                    ServerAddress.DATA)
            .and(HttpKeys.KEYS)
            .and(KafkaKeys.KEYS)
            .and(CanaryKeys.KEYS)
            .and(IngestSettings.KEYS);

    /** Of an event or a match, on the heap. */
    private static final int BYTES_REMEMBERED = 4_096;

    private NodeKeys() {}

    /** How the values on topics are read and written. */
    public static Codecs codecs(Settings settings) {
        return Codecs.with(settings.find(SCHEMA_REGISTRY)
                .<SchemaIds>map(ConfluentSchemaRegistry::new)
                .orElseGet(ReleasedSchemas::new));
    }

    /**
     * The rules that ship, the canary's, and those that folders add to them.
     *
     * @throws IOException when there is no such folder, or a file in one has a fault; the message lists them all
     */
    static List<RuleText> rules(Settings settings) throws IOException {
        var own = new ArrayList<>(RuleFiles.shippedTexts());
        if (CanaryKeys.interval(settings).isPresent()) {
            own.add(new RuleText(CanaryRule.name(), CanaryRule.text()));
        }
        return AddedRules.beside(own, settings.find(RULES).orElse(List.of()));
    }

    static DetectionSettings detection(Settings settings, String bootstrap, String instance, Path folder) {
        return new DetectionSettings(
                bootstrap,
                instance,
                folder,
                settings.find(THREADS).orElse(1),
                settings.get(GUARANTEE),
                settings.get(COMMIT_INTERVAL),
                Map.of());
    }

    /** @param alone whether no detection runs beside it, which an index must leave a processor to */
    static IndexConfig index(Settings settings, String bootstrap, String instance, Path folder, boolean alone) {
        var usual = IndexConfig.of(bootstrap, instance, folder);
        int threads =
                settings.find(THREADS).orElse(alone ? Runtime.getRuntime().availableProcessors() : usual.threads());
        long memory = settings.get(INDEX_MEMORY) * 1_048_576L;
        return new IndexConfig(bootstrap, instance, folder, threads, memory, usual.kafka());
    }

    /** Replays use every processor, and half of the heap: for events that are remembered, and for matches. */
    static ReplayDesk replay(String bootstrap, Codecs codecs, List<RuleText> rules) {
        var runtime = Runtime.getRuntime();
        int threads = runtime.availableProcessors();
        int each = (int) Math.min(runtime.maxMemory() / 4 / BYTES_REMEMBERED, 100_000_000);
        var topics = new TopicReader(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        var replay = new LogReplay(topics, codecs, new ReplayBounds(threads, Math.max(each / threads, 10_000), each));
        return new LogReplayDesk(replay, rules);
    }

    /**
     * The key that names secrets: the one that is set, else the one in the data directory, made where nothing has been
     * kept yet.
     *
     * @throws DataDirectoryException if the one in the data directory is no key, or is gone
     * @throws IOException if the one in the data directory can be neither read nor written
     */
    static FingerprintKey fingerprintKey(Settings settings, DataDirectory data, SecureRandom random)
            throws IOException {
        var given = settings.find(FINGERPRINT_KEY);
        return given.isPresent() ? given.get() : keptKey(data, random);
    }

    /** A new key where events were named with another one would give each secret a second name, unnoticed. */
    private static FingerprintKey keptKey(DataDirectory data, SecureRandom random) throws IOException {
        var file = data.path().resolve("fingerprint-key");
        if (!Files.exists(file) && data.isUsed()) {
            throw new DataDirectoryException(file + " is gone, and the secrets of the events in " + data.path()
                    + " were named with it; put it back from a copy, or set RECOUNT_FINGERPRINT_KEY. With any other key"
                    + " (64 hexadecimal digits) every secret has another name from now on");
        }
        var secret = new OwnerOnlyFile(file)
                .obtain(() -> Secret.of(FingerprintKey.random(random).toHex()));
        try {
            return FingerprintKey.ofHex(secret.reveal());
        } catch (IllegalArgumentException e) {
            throw new DataDirectoryException(file + ": " + e.getMessage() + "; put it back from a copy", e);
        }
    }
}
