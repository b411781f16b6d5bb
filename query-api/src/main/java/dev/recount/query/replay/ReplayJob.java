package dev.recount.query.replay;

import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import org.jspecify.annotations.Nullable;

/** A replay that somebody asked for. Thread-safe. */
public final class ReplayJob {

    /** Where a job stands. */
    public enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * Where it stands, as one value.
     *
     * @param report when done
     * @param error when failed
     */
    public record State(
            Status status,
            @Nullable ReplayReport report,
            @Nullable String error) {}

    private final String id;
    private final ReplayRequest request;
    private final ReplayProgress progress = new ReplayProgress();
    private volatile State state = new State(Status.QUEUED, null, null);

    ReplayJob(String id, ReplayRequest request) {
        this.id = id;
        this.request = request;
    }

    public String id() {
        return id;
    }

    public ReplayRequest request() {
        return request;
    }

    public ReplayProgress progress() {
        return progress;
    }

    public State state() {
        return state;
    }

    /** Whether there is nothing more to come. */
    boolean isOver() {
        return state.status() == Status.DONE || state.status() == Status.FAILED;
    }

    void run(ReplayDesk desk) {
        state = new State(Status.RUNNING, null, null);
        try {
            state = new State(Status.DONE, desk.run(request, progress), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("the server stopped");
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void fail(String reason) {
        state = new State(Status.FAILED, null, reason);
    }
}
