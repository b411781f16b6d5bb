package dev.recount.evidence.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Which leaf each record of one partition has become. Records come in runs: offsets and leaves that count up together.
 * A run is three numbers in a file; finding a leaf is a binary search.
 */
final class LeafPlaces implements AutoCloseable {

    private static final int ROW_BYTES = 3 * Long.BYTES;
    private static final int ROWS_READ = 2_048;

    private final GrowingFile file;
    private long runOffset;
    private long runLeaf;
    private long runLength;
    /** Rows that are on disk, and so there for readers. */
    private volatile long rows;

    LeafPlaces(Path path, Disk disk, long size) throws IOException {
        file = new GrowingFile(path, disk);
        cutTo(size);
    }

    /** Forgets the places of the leaves from {@code size} on. */
    final void cutTo(long size) throws IOException {
        runLength = 0;
        long kept = file.length() / ROW_BYTES;
        while (kept > 0 && leaf(row(kept - 1)) + length(row(kept - 1)) > size) {
            kept--;
        }
        file.cutTo(kept * ROW_BYTES);
        rows = kept;
    }

    void add(long offset, long leaf) throws IOException {
        if (runLength > 0 && offset == runOffset + runLength && leaf == runLeaf + runLength) {
            runLength++;
            return;
        }
        endRun();
        runOffset = offset;
        runLeaf = leaf;
        runLength = 1;
    }

    private void endRun() throws IOException {
        if (runLength > 0) {
            file.append(ByteBuffer.allocate(ROW_BYTES)
                    .putLong(runOffset)
                    .putLong(runLeaf)
                    .putLong(runLength)
                    .array());
            runLength = 0;
        }
    }

    /** Ends the run, so that no run ever reaches over a checkpoint, and returns when it is on disk. */
    void sync() throws IOException {
        endRun();
        file.sync();
        rows = file.length() / ROW_BYTES;
    }

    /** The leaf of the record at {@code offset}. */
    OptionalLong leafOf(long offset) {
        long low = 0;
        for (long high = rows; low < high; ) {
            long middle = (low + high) >>> 1;
            if (row(middle).getLong(0) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return OptionalLong.empty();
        }
        var run = row(low - 1);
        long within = offset - run.getLong(0);
        return within < length(run) ? OptionalLong.of(leaf(run) + within) : OptionalLong.empty();
    }

    /** How many leaves the runs have. */
    long leaves() {
        long leaves = 0;
        for (long first = 0; first < rows; first += ROWS_READ) {
            int count = (int) Math.min(ROWS_READ, rows - first);
            var read = ByteBuffer.wrap(file.read(first * ROW_BYTES, count * ROW_BYTES));
            for (int row = 0; row < count; row++) {
                leaves += read.getLong(row * ROW_BYTES + 2 * Long.BYTES);
            }
        }
        return leaves;
    }

    /** The offset behind the last run; 0 if there is none. */
    long end() {
        return rows == 0 ? 0 : row(rows - 1).getLong(0) + length(row(rows - 1));
    }

    private ByteBuffer row(long index) {
        return ByteBuffer.wrap(file.read(index * ROW_BYTES, ROW_BYTES));
    }

    private static long leaf(ByteBuffer row) {
        return row.getLong(Long.BYTES);
    }

    private static long length(ByteBuffer row) {
        return row.getLong(2 * Long.BYTES);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
