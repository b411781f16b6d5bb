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

    /** Enough for the compiler to have seen the whole way, and all that a start may be later by. */
    private static final int REHEARSALS = 100;

    private static final Duration REHEARSAL_TIME = Duration.ofSeconds(1);

    private final DetectionSettings settings;
    private final Codecs codecs;
    private final LiveRules rules;
    private final DetectionCounters counters = new DetectionCounters();
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean rehearsed;

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
        var rehearsal = new Thread(this::rehearse, "recount-detect-rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
    }

    /** While Kafka sorts out who reads what. Detection works without it, only the first alerts come later. */
    private void rehearse() {
        try {
            var said = new Rehearsal(codecs, rules).play(REHEARSALS, REHEARSAL_TIME);
            if (!said.isComplete()) {
                LOG.warn(
                        "the first alerts may be late, because a rehearsal did not come to an incident: said={}", said);
            }
        } catch (RuntimeException e) {
            LOG.warn("the first alerts may be late, because they could not be rehearsed", e);
        } finally {
            rehearsed = true;
        }
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
        if (state != KafkaStreams.State.RUNNING) {
            return Check.down("state " + state);
        }
        return rehearsed ? Check.up() : Check.down("rehearsing");
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
