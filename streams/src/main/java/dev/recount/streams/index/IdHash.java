package dev.recount.streams.index;

import dev.recount.codec.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Hashes of ids as index entries hold them. The ids of a few sessions and actions come up again and again. Of one thread. */
final class IdHash {

    private static final int KEPT = 256;
    private static final ThreadLocal<IdHash> OWN = ThreadLocal.withInitial(IdHash::new);

    private final @Nullable String[] ids = new String[KEPT];
    private final long[] hashes = new long[KEPT];

    private IdHash() {}

    /** Eight bytes of the id's SHA-256; never 0. */
    static long of(String id) {
        return OWN.get().hash(id);
    }

    private long hash(String id) {
        int at = id.hashCode() & (KEPT - 1);
        if (!id.equals(ids[at])) {
            ids[at] = id;
            hashes[at] = computed(id);
        }
        return hashes[at];
    }

    private static long computed(String id) {
        long hash =
                ByteBuffer.wrap(Sha256.of(id.getBytes(StandardCharsets.UTF_8))).getLong();
        return hash == 0 ? 1 : hash;
    }
}
