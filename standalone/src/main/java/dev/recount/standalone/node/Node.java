package dev.recount.standalone.node;

import dev.recount.codec.Codecs;
import dev.recount.delivery.canary.CanarySeal;
import dev.recount.delivery.wiring.DeliveryService;
import dev.recount.ingest.Ingest;
import dev.recount.ingest.IngestSettings;
import dev.recount.ingest.log.KafkaEventLog;
import dev.recount.ingest.log.LogTail;
import dev.recount.ingest.log.ProducerSettings;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.TextRedactor;
import dev.recount.query.access.AccessRecords;
import dev.recount.query.wiring.QueryService;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.SealedCookie;
import dev.recount.runtime.health.Component;
import dev.recount.runtime.health.MetricsRoutes;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.KafkaKeys;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.standalone.data.FreeSpace;
import dev.recount.standalone.http.HttpKeys;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.log.DeadLetterTail;
import dev.recount.streams.topology.RecountDetect;
import dev.recount.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** One process of Recount. {@link #start} returns when it can take events and answer questions. */
public final class Node implements AutoCloseable {

    private static final String INGEST_API = "/dev/recount/ingest/openapi/ingest.yaml";
    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(5);

    private final Parts parts = new Parts();
    private final List<Component> components = new ArrayList<>();
    /** Looked at once the node works, not waited for. */
    private final List<Component> watched = new ArrayList<>();

    private final List<RouteGroup> routes = new ArrayList<>();
    private final Settings settings;
    private final Set<Half> halves;
    private final Map<String, String> variables;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<RuleText> rules;
    private final DataDirectory data;
    private final String bootstrap;
    /** Of this process among those of its kind. */
    private final String instance;

    /** Of the disk that an embedded Kafka writes to. */
    private @Nullable FreeSpace space;

    private final Codecs codecs;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final URI uri;
    private final PersonDesk persons;
    private AutoCloseable streams = () -> {};

    private Node(Settings settings, Set<Half> halves, Map<String, String> variables) throws IOException {
        this.settings = settings;
        this.halves = halves;
        this.variables = Map.copyOf(variables);
        try {
            PersonDesk.requireAllIn(halves, settings);
            if (halves.contains(Half.QUERY)) {
                DeliveryDesk.requireSoundFile(settings, this.variables);
            }
            rules = NodeKeys.rules(settings);
            HttpServer.requireFree(HttpKeys.server(settings).address());
            data = parts.add(DataDirectory.open(settings.get(ServerAddress.DATA)));
            var key = NodeKeys.fingerprintKey(settings, data, random);
            NativeLibraries.unpackInto(data.path().resolve("native"));
            bootstrap = kafka();
            instance = InstanceName.of(settings, data.path(), random);
            makeTopics();
            codecs = NodeKeys.codecs(settings);
            persons = parts.add(PersonDesk.of(settings, data.path(), random, clock));
            var log = parts.add(KafkaEventLog.on(producer()));
            var ingest = ingest(log, key);
            if (halves.contains(Half.STREAMS)) {
                detection(ingest);
            }
            if (halves.contains(Half.QUERY)) {
                delivery(ingest, query(ingest, log, key), key);
            }
            uri = http(ingest, key);
            address.complete(uri);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /**
     * Starts a node and waits until all of it works.
     *
     * @param variables of the process, where secrets of channels may be
     * @throws IOException when a port, a file or the data directory cannot be used; the message says which and what to do
     */
    public static Node start(Settings settings, Set<Half> halves, Map<String, String> variables) throws IOException {
        var node = new Node(settings, halves, variables);
        try {
            Readiness.await(node.components);
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
        return node;
    }

    /** Where the node answers. */
    public URI uri() {
        return uri;
    }

    /** Why events are refused, where they are: the disk is nearly full. */
    public Optional<String> refusal() {
        return space == null ? Optional.empty() : space.check().fault();
    }

    /** What somebody must look at, by the name of the part that says so. */
    public Map<String, String> notices() {
        var notices = new TreeMap<String, String>();
        for (Component component : shown()) {
            component.check().notice().ifPresent(notice -> notices.put(component.name(), notice));
        }
        return notices;
    }

    /** What is served, besides health. */
    List<RouteGroup> routes() {
        return List.copyOf(routes);
    }

    private String kafka() {
        var external = settings.find(KafkaKeys.BOOTSTRAP);
        if (external.isPresent()) {
            TopicSetup.requireAnswer(external.get());
            return external.get().stream().map(HostPort::toString).collect(Collectors.joining(","));
        }
        var broker = parts.add(new EmbeddedKafka(data));
        broker.start();
        components.add(broker);
        space = new FreeSpace(data);
        return broker.bootstrap().toString();
    }

    private void makeTopics() {
        var topics = PublicTopics.with(settings.get(KafkaKeys.PARTITIONS), settings.get(KafkaKeys.REPLICATION));
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            var unused = new TopicSetup(admin, TOPICS_TIMEOUT).ensure(topics);
        }
    }

    private ProducerSettings producer() {
        var bounds = IngestSettings.of(settings);
        return new ProducerSettings(bootstrap, bounds.linger(), bounds.deliveryTimeout(), Map.of());
    }

    /** The recorder is there in every process: reads and changes are put on record too. Only the doors are optional. */
    private Ingest ingest(KafkaEventLog kafka, FingerprintKey key) {
        kafka.connect();
        var bounds = IngestSettings.of(settings);
        var log = persons.before(space == null ? kafka : new GuardedLog(kafka, space::require));
        var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        parts.add(closing(workers));
        var ingest = new Ingest(bounds, key, persons.guard(), log, codecs, clock, meters, workers);
        if (halves.contains(Half.INGEST)) {
            var unused = new LogTail(producer(), codecs.events()).readInto(ingest.recorder(), bounds.windowIds());
            routes.add(ingest.routes());
            components.add(log);
        }
        return ingest;
    }

    private static AutoCloseable closing(ExecutorService workers) {
        return workers::shutdown;
    }

    private void detection(Ingest ingest) {
        var app = parts.add(new RecountDetect(
                NodeKeys.detection(settings, bootstrap, instance, data.streams()), codecs, LiveRules.over(rules)));
        app.start();
        components.add(app);
        var unread = parts.add(new DeadLetterTail(bootstrap, new RecordedActs(ingest.events())::put));
        unread.start();
    }

    private QueryService query(Ingest ingest, KafkaEventLog log, FingerprintKey key) throws IOException {
        var index = NodeKeys.index(
                settings, bootstrap, instance, data.path().resolve("index"), !halves.contains(Half.STREAMS));
        var acts = persons.before(new RecordedActs(ingest.events()));
        var shown = new RuleDesk(rules);
        var query = parts.add(new QueryService(
                index,
                codecs,
                acts,
                new NodeRecording(ingest.underWay(), log, space != null, clock),
                shown,
                NodeKeys.replay(bootstrap, codecs, rules),
                DerivedKey.CURSORS.from(key),
                List.of(INGEST_API, EvidenceDesk.API, DeliveryService.API),
                clock,
                meters));
        query.start();
        routes.add(query.routes());
        components.add(query);
        streams = query::endStreams;
        var evidence = parts.add(new EvidenceDesk(new EvidenceDesk.Parts(
                settings,
                data.path(),
                bootstrap,
                instance,
                codecs,
                query.views(),
                shown,
                new CanarySeal(DerivedKey.CANARIES.from(key)),
                acts,
                persons,
                () -> List.of(Topics.EVENTS, Topics.ALERTS).stream()
                        .allMatch(topic -> query.awaitEnd(topic, SHOWN_WITHIN)),
                () -> query.awaitEnd(Topics.REGISTRY, SHOWN_WITHIN),
                meters,
                clock,
                random)));
        evidence.start();
        routes.addAll(evidence.routes());
        components.add(evidence.sealer());
        watched.add(evidence.witnesses());
        return query;
    }

    private void delivery(Ingest ingest, QueryService query, FingerprintKey key) throws IOException {
        var desk = new DeliveryDesk(settings, variables, bootstrap, instance, clock);
        var acts = new RecordedActs(ingest.events());
        boolean doors = halves.contains(Half.INGEST);
        var delivery = parts.add(desk.service(
                codecs,
                acts,
                query.views(),
                new CanarySeal(DerivedKey.CANARIES.from(key)),
                address::join,
                doors,
                random,
                meters));
        delivery.start();
        routes.addAll(delivery.routes());
        components.add(delivery);
        delivery.canary().ifPresent(watched::add);
    }

    private URI http(Ingest ingest, FingerprintKey key) throws IOException {
        routes.add(new MetricsRoutes(meters::scrape)::addTo);
        var config = HttpKeys.server(settings);
        var denied = new AccessRecords(new RecordedActs(ingest.events()), clock);
        var cookie = new SealedCookie(DerivedKey.COOKIES.from(key), random, clock);
        var access = HttpKeys.access(settings, data.path(), random, denied, cookie);
        var texts = new TextRedactor(new Fingerprinter(key));
        UnaryOperator<String> redaction = text -> texts.redact(text).text();
        var server = parts.add(new HttpServer(config, access, shown(), List.copyOf(routes), redaction));
        server.start();
        parts.add(streams);
        var served = URI.create("http://" + new HostPort(config.address().host(), server.port()));
        Files.writeString(data.path().resolve(ServerAddress.FILE), served + "\n");
        return served;
    }

    /** What {@code /readyz} shows. A nearly full disk is no reason not to start: what is recorded can still be read. */
    private List<Component> shown() {
        var shown = new ArrayList<>(components);
        shown.addAll(watched);
        if (space != null) {
            shown.add(space);
        }
        return List.copyOf(shown);
    }

    @Override
    public void close() {
        parts.close();
    }
}
