package dev.recount.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's binary encoding read from an array that holds all of it: what Avro's own decoder does for streams, without its copies.
 * Every method throws {@link IndexOutOfBoundsException} or {@link UndecodableRecord} when the bytes are not what they should be.
 * Not thread-safe.
 */
final class AvroInput {

    private static final int BITS_MAX = 63;

    private final byte[] bytes;
    private int at;

    AvroInput(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.at = offset;
    }

    /** A whole number, or the branch of a union. */
    long readLong() {
        long zigzag = 0;
        for (int shift = 0; shift <= BITS_MAX; shift += 7) {
            int next = bytes[at++];
            zigzag |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new UndecodableRecord("a number longer than 64 bits");
    }

    boolean readBoolean() {
        return bytes[at++] == 1;
    }

    String readString() {
        int length = readLength();
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** Of a text, whose bytes follow; they are all there. */
    int readLength() {
        long length = readLong();
        if (length < 0 || length > bytes.length - at) {
            throw new UndecodableRecord("a text of " + length + " bytes where " + (bytes.length - at) + " are left");
        }
        return (int) length;
    }

    /** Whether the next {@code length} bytes, which are all there, are these. */
    boolean holds(byte[] wanted, int length) {
        return wanted.length == length && Arrays.equals(wanted, 0, length, bytes, at, at + length);
    }

    /** All that is read from; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    void move(int count) {
        at += count;
    }

    /** How many elements of a list or map follow before this is to be asked again; 0 at its end. */
    long readBlock() {
        long count = readLong();
        if (count < 0) {
            readLong(); // the block's length in bytes, for those who want to skip it
            return -count;
        }
        return count;
    }

    /** Whether a list or map without elements follows; does not go on. */
    boolean isAtEmptyBlock() {
        int before = at;
        long count = readLong();
        at = before;
        return count == 0;
    }
}
