package dev.recount.evidence.seal;

import dev.recount.evidence.tile.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A disk under a process that is killed at one of its operations; a write may get some of its bytes there. */
final class KillingDisk implements Disk {

    private final SplittableRandom random;
    private int left;

    KillingDisk(int operations, SplittableRandom random) {
        this.left = operations;
        this.random = random;
    }

    private boolean last() {
        return left-- <= 0;
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        if (last()) {
            bytes.limit(bytes.position() + random.nextInt(bytes.remaining() + 1));
            REAL.write(channel, bytes, position);
            throw new Killed();
        }
        REAL.write(channel, bytes, position);
    }

    @Override
    public void force(FileChannel channel) {
        // A real sync takes a millisecond or more, and a killed process loses nothing that was written.
        if (last()) {
            throw new Killed();
        }
    }

    @Override
    public void replace(Path fresh, Path file) throws IOException {
        boolean before = random.nextBoolean();
        if (last()) {
            if (!before) {
                REAL.replace(fresh, file);
            }
            throw new Killed();
        }
        REAL.replace(fresh, file);
    }
}
