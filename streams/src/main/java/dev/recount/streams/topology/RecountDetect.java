package dev.recount.streams.topology;

import dev.recount.codec.Codecs;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application {@code recount-detect}. */
public final class RecountDetect implements Component {

    private static final Logger LOG = LoggerFactory.getLogger(RecountDetect.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final DetectionSettings settings;
    private final Codecs codecs;
    private final LiveRules rules;
    private final DetectionCounters counters = new DetectionCounters();
    private volatile @Nullable KafkaStreams streams;

    /** An application that does nothing until started. */
    public RecountDetect(DetectionSettings settings, Codecs codecs, LiveRules rules) {
        this.settings = settings;
        this.codecs = codecs;
        this.rules = rules;
    }

    /** Starts processing. The public topics must exist. */
    public synchronized void start() {
        if (streams != null) {
            throw new IllegalStateException("already started");
        }
        var topology = new DetectionTopology(codecs, rules, new ReferenceBook(), counters).topology();
        var started = new KafkaStreams(topology, new StreamsConfig(settings.properties()));
        started.setUncaughtExceptionHandler(e -> {
            LOG.error("detection thread stopped and is replaced: error={}", e.toString(), e);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.start();
        streams = started;
    }

    /** What has been done since the start. */
    public DetectionCounters counters() {
        return counters;
    }

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public Check check() {
        var running = streams;
        if (running == null) {
            return Check.down("not started");
        }
        var state = running.state();
        return state == KafkaStreams.State.RUNNING ? Check.up() : Check.down("state " + state);
    }

    @Override
    public synchronized void close() {
        var running = streams;
        if (running != null) {
            running.close(CLOSE_TIMEOUT);
            streams = null;
        }
    }
}
