package dev.recount.standalone.data;

import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether the disk of a data directory has room for more events. A Kafka that cannot write ends its process, so events
 * are refused while there is still room for what follows from those that were taken, and for another start.
 */
public final class FreeSpace implements Component {

    /** Twice what a start needs. */
    static final long BYTES_MIN = 2 * DataDirectory.FREE_BYTES_MIN;

    /** At the fastest that a disk takes events, a few MiB. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LongSupplier usableBytes;
    private final LongSupplier nanoTime;
    private final AtomicLong lookAtNanos;
    private volatile boolean enough;

    public FreeSpace(DataDirectory directory) {
        this(directory.path().toFile()::getUsableSpace, System::nanoTime);
    }

    FreeSpace(LongSupplier usableBytes, LongSupplier nanoTime) {
        this.usableBytes = usableBytes;
        this.nanoTime = nanoTime;
        this.lookAtNanos = new AtomicLong(nanoTime.getAsLong() + LOOK_NANOS);
        this.enough = usableBytes.getAsLong() >= BYTES_MIN;
    }

    /** Whether events may be taken; as of a twentieth of a second ago at most, so that it costs nothing. */
    public boolean isEnough() {
        long now = nanoTime.getAsLong();
        long due = lookAtNanos.get();
        if (now - due >= 0 && lookAtNanos.compareAndSet(due, now + LOOK_NANOS)) {
            enough = usableBytes.getAsLong() >= BYTES_MIN;
        }
        return enough;
    }

    /** Returns when events may be taken. */
    public void require() throws IOException {
        if (!isEnough()) {
            throw new IOException("the disk is nearly full");
        }
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Check check() {
        return isEnough()
                ? Check.up()
                : Check.down(
                        "less than %d MiB free; events are refused until there is more".formatted(BYTES_MIN >> 20));
    }

    @Override
    public void close() {}
}
