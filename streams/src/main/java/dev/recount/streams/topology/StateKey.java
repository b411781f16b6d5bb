package dev.recount.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of state that holds many small values per owner: a letter for the kind of value, the owner with its length, and the
 * value's own name. All values of one owner lie side by side and can be scanned by their common head.
 */
final class StateKey {

    private StateKey() {}

    /** The head that all values of {@code owner} share. */
    static byte[] head(char kind, String owner) {
        var bytes = owner.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + bytes.length)
                .put((byte) kind)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    static Bytes of(char kind, String owner, String name) {
        var head = head(kind, owner);
        var bytes = name.getBytes(UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(head.length + bytes.length)
                .put(head)
                .put(bytes)
                .array());
    }

    /** The owner in a key. */
    static String owner(Bytes key) {
        var buffer = ByteBuffer.wrap(key.get());
        buffer.get();
        var owner = new byte[buffer.getInt()];
        buffer.get(owner);
        return new String(owner, UTF_8);
    }
}
