package dev.recount.query.http;

import dev.recount.event.Actor;
import dev.recount.event.Event;
import dev.recount.query.EventSink;
import dev.recount.query.Visibility;
import dev.recount.query.event.AccessEvents;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what a caller did on record, and waits a little until it can be read. */
final class OnRecord {

    private static final Logger LOG = LoggerFactory.getLogger(OnRecord.class);
    private static final Duration RECORDED = Duration.ofSeconds(15);
    private static final Duration VISIBLE = Duration.ofSeconds(2);

    private final EventSink sink;
    private final Visibility visibility;

    OnRecord(EventSink sink, Visibility visibility) {
        this.sink = sink;
        this.visibility = visibility;
    }

    /** The caller of a request as an actor. */
    static Actor actor(Context ctx) {
        return Caller.of(ctx)
                .map(AccessEvents::actor)
                .orElseThrow(() -> new IllegalStateException("an open route puts nothing on record"));
    }

    /** Appends an event and returns its id once the log has it. */
    String put(Event event) {
        try {
            return sink.record(event).get(RECORDED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EventSink.Refused refused) {
                throw Problem.INVALID_BODY.because(String.valueOf(refused.getMessage()));
            }
            LOG.warn("event not recorded: error={}", String.valueOf(e.getCause()));
            throw Problem.UNAVAILABLE.because("the log does not take events now");
        } catch (TimeoutException e) {
            throw Problem.UNAVAILABLE.because("the log did not answer in time; it may have the event all the same");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.UNAVAILABLE.because("the server is stopping");
        }
    }

    /** Whether what was recorded shows within two seconds. */
    boolean isVisible(BooleanSupplier shown) {
        return visibility.await(VISIBLE, shown);
    }
}
