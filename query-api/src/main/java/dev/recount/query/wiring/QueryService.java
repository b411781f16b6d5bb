package dev.recount.query.wiring;

import dev.recount.codec.Codecs;
import dev.recount.query.EventSink;
import dev.recount.query.Views;
import dev.recount.query.Visibility;
import dev.recount.query.access.AccessRecords;
import dev.recount.query.http.QueryRoutes;
import dev.recount.query.index.IndexedViews;
import dev.recount.query.log.AlertTail;
import dev.recount.query.log.IndexHorizon;
import dev.recount.query.log.Recording;
import dev.recount.query.openapi.OpenApiDocument;
import dev.recount.query.page.Cursors;
import dev.recount.query.replay.ReplayDesk;
import dev.recount.query.replay.ReplayJobs;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.query.stream.AlertFeed;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.streams.index.IndexConfig;
import dev.recount.streams.index.IndexUnavailable;
import dev.recount.streams.index.RecountIndex;
import dev.recount.topic.Topic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;

/** The query half of Recount, put together: the index, the alert stream and the routes over them. */
public final class QueryService implements Component {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int ALERTS_KEPT = 10_000;
    private static final int ALERTS_QUEUED = 1_000;

    private final RecountIndex index;
    private final AlertTail tail;
    private final AlertFeed feed = new AlertFeed(ALERTS_KEPT, ALERTS_QUEUED);
    private final ExecutorService writers = Executors.newCachedThreadPool(QueryService::writer);
    private final ReplayJobs replays;
    private final Views views;
    private final Visibility visibility = new Visibility();
    private final RouteGroup routes;

    /**
     * Wires the query half. Opens nothing.
     *
     * @param config where Kafka is and where the index lies
     * @param sink where what people do is put on record
     * @param recording what is known of events on their way to the log
     * @param rules knows the rules that detection has
     * @param replayDesk runs recorded events through rules again
     * @param cursorKey at least 16 secret bytes; the same for every instance, and across restarts, so that cursors last
     * @param openApiParts descriptions of what else is served on the same port, as class path resources
     */
    public QueryService(
            IndexConfig config,
            Codecs codecs,
            EventSink sink,
            Recording recording,
            RuleCatalogue rules,
            ReplayDesk replayDesk,
            byte[] cursorKey,
            List<String> openApiParts,
            Clock clock,
            MeterRegistry meters) {
        index = new RecountIndex(config, codecs, visibility::changed, recording::inLog);
        tail = new AlertTail(clients(config), codecs.alerts(), feed, ALERTS_KEPT);
        replays = new ReplayJobs(replayDesk);
        views = IndexedViews.of(index, codecs);
        routes = new QueryRoutes(new QueryRoutes.Parts(
                views,
                feed,
                writers,
                KEEP_ALIVE,
                sink,
                rules,
                replayDesk,
                replays,
                visibility,
                new AccessRecords(sink, clock),
                new Cursors(cursorKey),
                OpenApiDocument.of(parts(openApiParts)),
                new IndexHorizon(recording, index, visibility),
                index::behind,
                clock,
                meters));
        measure(meters);
    }

    private static Map<String, String> clients(IndexConfig config) {
        var settings = new HashMap<>(config.kafka());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
        return settings;
    }

    private static List<String> parts(List<String> others) {
        var parts = new ArrayList<String>();
        parts.add(OpenApiDocument.QUERY);
        parts.addAll(others);
        return parts;
    }

    private static Thread writer(Runnable work) {
        var thread = new Thread(work, "recount-alert-listener");
        thread.setDaemon(true);
        return thread;
    }

    private void measure(MeterRegistry meters) {
        var counters = index.counters();
        FunctionCounter.builder("recount.index.records", counters, seen -> seen.indexed()
                        .sum())
                .description("records folded into the index")
                .register(meters);
        FunctionCounter.builder("recount.index.conflicting.ids", counters, seen -> seen.conflictingIds()
                        .sum())
                .description("events whose id was taken by an event that says something else")
                .register(meters);
        FunctionCounter.builder("recount.index.undecodable", counters, seen -> seen.undecodable()
                        .sum())
                .description("records that hold nothing we can read")
                .register(meters);
        Gauge.builder("recount.index.behind", index, at -> at.behind().orElse(-1))
                .description("records in the log for a second or more and not in the index; -1 while that is not known")
                .register(meters);
        Gauge.builder("recount.alert.listeners", feed, AlertFeed::listeners)
                .description("listeners of the alert stream")
                .register(meters);
    }

    /** Starts the index and the stream. The topics must exist. */
    public void start() {
        index.start();
        tail.start();
    }

    /** The routes, to be served on the process's port. */
    public RouteGroup routes() {
        return routes;
    }

    /** What can be read, for whoever else in this process wants to know. */
    public Views views() {
        return views;
    }

    /** Whether everything that is in a topic now can be read within {@code atMost}; false too when nobody can tell. */
    public boolean awaitEnd(Topic topic, Duration atMost) {
        try {
            return visibility.await(atMost, index.upTo(topic));
        } catch (KafkaException | IndexUnavailable e) {
            return false;
        }
    }

    /** Ends the streams of all who listen, so that the port they are on can be closed; to be called before that. */
    public void endStreams() {
        feed.close();
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public Check check() {
        return index.check().fault().isPresent() ? index.check() : tail.check();
    }

    @Override
    public void close() {
        feed.close();
        tail.close();
        replays.close();
        writers.shutdownNow();
        index.close();
    }
}
