package dev.recount.standalone.terminal;

import java.io.PrintWriter;
import java.util.Locale;

/** A line on a terminal that says how far long work is, rewritten in place; nothing at all in a pipe. */
public final class Progress implements AutoCloseable {

    private static final long REDRAW_NANOS = 200_000_000;
    private static final int BAR_WIDTH = 24;

    private final PrintWriter err;
    private final boolean terminal;
    private final long bytesTotal;
    private final long begun = System.nanoTime();
    private long drawn = begun;

    /**
     * A bar that is not drawn before the work has lasted a moment.
     *
     * @param bytesTotal how much there is to do; 0 if nobody knows
     */
    public Progress(PrintWriter err, boolean terminal, long bytesTotal) {
        this.err = err;
        this.terminal = terminal;
        this.bytesTotal = bytesTotal;
    }

    /** Says how far the work is. */
    public void at(long bytes, long items) {
        long now = System.nanoTime();
        if (!terminal || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        err.print("\r\u001b[K" + line(bytes, items, (now - begun) / 1e9));
        err.flush();
    }

    private String line(long bytes, long items, double seconds) {
        String rate = String.format(Locale.ROOT, "%,d records, %,.0f/s", items, items / seconds);
        if (bytesTotal <= 0) {
            return rate;
        }
        double part = Math.min(1.0, (double) bytes / bytesTotal);
        int full = (int) (part * BAR_WIDTH);
        return String.format(
                Locale.ROOT, "[%s%s] %3.0f%%  %s", "#".repeat(full), ".".repeat(BAR_WIDTH - full), part * 100, rate);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (terminal && drawn != begun) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
