package dev.recount.streams.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Changes in the form that RocksDB itself gives them, in its log and to those who ask for a batch's data: a sequence number
 * and the count of changes in little-endian, then for each a tag, the family, the key and, unless it is a deletion, the value,
 * each behind its length. So all of them are handed over in one call; a call for each costs as much as the writing.
 */
final class BatchBytes {

    private static final byte DELETION = 0x4;
    private static final byte VALUE = 0x5;
    private static final int COUNT_AT = Long.BYTES;
    private static final int HEADER_BYTES = COUNT_AT + Integer.BYTES;
    private static final int VARINT_BYTES_MAX = 5;
    private static final int USUAL_BYTES = 1 << 16;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length = HEADER_BYTES;
    private int count;

    /** Begins again with no changes. */
    void clear() {
        length = HEADER_BYTES;
        count = 0;
    }

    void put(int family, byte[] key, byte[] value) {
        begin(VALUE, family);
        write(key);
        write(value);
    }

    void delete(int family, byte[] key) {
        begin(DELETION, family);
        write(key);
    }

    byte[] toBytes() {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, count);
        return Arrays.copyOf(bytes, length);
    }

    private void begin(byte tag, int family) {
        ensure(1 + VARINT_BYTES_MAX);
        bytes[length++] = tag;
        varint(family);
        count++;
    }

    private void write(byte[] text) {
        ensure(VARINT_BYTES_MAX + text.length);
        varint(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void varint(int number) {
        int left = number;
        while ((left & ~0x7F) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
