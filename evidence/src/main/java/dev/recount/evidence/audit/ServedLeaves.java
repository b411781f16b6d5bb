package dev.recount.evidence.audit;

import dev.recount.evidence.tile.TilePath;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The entries that a log serves, leaf by leaf. */
final class ServedLeaves {

    private final ServedLog served;
    private final long size;
    private long leaf;
    private ByteBuffer bundle = ByteBuffer.allocate(0);

    ServedLeaves(ServedLog served, long size) {
        this.served = served;
        this.size = size;
    }

    boolean hasNext() {
        return leaf < size;
    }

    /** @throws BrokenTile when the bundle is missing, or holds less than its width */
    byte[] next() throws IOException {
        if (leaf % TilePath.WIDTH == 0) {
            bundle = bundle(leaf / TilePath.WIDTH);
        }
        int length = bundle.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(bundle.getShort());
        if (length > bundle.remaining()) {
            throw new BrokenTile("the entries that are served end before leaf " + leaf + " of " + size);
        }
        byte[] entry = new byte[length];
        bundle.get(entry);
        leaf++;
        return entry;
    }

    private ByteBuffer bundle(long index) throws IOException {
        int width = TilePath.widthAt(TilePath.ENTRIES, index, size);
        var path = new TilePath(TilePath.ENTRIES, index, width).toString();
        return ByteBuffer.wrap(served.tile(path).orElseThrow(() -> new BrokenTile("tile " + path + " is not served")));
    }
}
