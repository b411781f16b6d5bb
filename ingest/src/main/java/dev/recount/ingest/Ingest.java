package dev.recount.ingest;

import dev.recount.codec.Codecs;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.EventRecorder;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.accept.Refusals;
import dev.recount.ingest.http.IngestRoutes;
import dev.recount.ingest.log.EventLog;
import dev.recount.ingest.log.Recorder;
import dev.recount.ingest.log.RecordingEvents;
import dev.recount.ingest.log.UnderWay;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.runtime.RouteGroup;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** Ingest, put together. Opens nothing and owns nothing: the log and the workers are closed by whoever made them. */
public final class Ingest {

    private final Recorder recorder;
    private final UnderWay underWay;
    private final EventRecorder events;
    private final RouteGroup routes;

    /**
     * Wires ingest.
     *
     * @param key names secrets; the same for all processes of an installation, for ever
     * @param persons keeps persons out of what is written
     * @param log where records go
     * @param clock tells when something arrived
     * @param workers work on large bodies; about one thread per core
     */
    public Ingest(
            IngestSettings settings,
            FingerprintKey key,
            PersonGuard persons,
            EventLog log,
            Codecs codecs,
            Clock clock,
            MeterRegistry meters,
            ExecutorService workers) {
        var fingerprinter = new Fingerprinter(key);
        var refusals = new Refusals(fingerprinter, persons);
        var acceptance = new Acceptance(new EventRedactor(fingerprinter), persons, codecs.events());
        recorder = new Recorder(log, codecs, settings.windowIds(), settings.inFlightBytesMax());
        underWay = new UnderWay(clock);
        events = new RecordingEvents(acceptance, refusals, recorder, underWay);
        routes = new IngestRoutes(new IngestRoutes.Parts(
                settings.bodyBytesMax(),
                settings.bodyMemoryBytesMax(),
                fingerprinter,
                acceptance,
                refusals,
                recorder,
                underWay,
                clock,
                meters,
                workers));
    }

    /** The routes, to be served on the process's port. */
    public RouteGroup routes() {
        return routes;
    }

    /** Records events of this process itself: changes of reference data, acknowledgements, reads of evidence. */
    public EventRecorder events() {
        return events;
    }

    /** Which of the times at which events are recorded here are settled. */
    public UnderWay underWay() {
        return underWay;
    }

    /** Where the log's tail is remembered at start, before the port is opened. */
    public Recorder recorder() {
        return recorder;
    }
}
