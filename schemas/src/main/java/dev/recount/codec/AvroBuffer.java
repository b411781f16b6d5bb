package dev.recount.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding into an array that grows and is used again: what Avro's own encoders write through synchronized
 * streams, without them. Not thread-safe.
 */
final class AvroBuffer extends BinaryEncoder {

    private static final int LONG_BYTES_MAX = 10;
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Forgets what was written; a buffer that one large record blew up is given back. */
    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[1024];
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    @Override
    public void writeString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeInt(utf8.length);
        writeFixed(utf8, 0, utf8.length);
    }

    @Override
    public void writeString(Utf8 text) {
        writeInt(text.getByteLength());
        writeFixed(text.getBytes(), 0, text.getByteLength());
    }

    @Override
    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    @Override
    public void writeInt(int value) {
        ensure(LONG_BYTES_MAX);
        length += BinaryData.encodeInt(value, bytes, length);
    }

    @Override
    public void writeLong(long value) {
        ensure(LONG_BYTES_MAX);
        length += BinaryData.encodeLong(value, bytes, length);
    }

    @Override
    public void writeFloat(float value) {
        ensure(LONG_BYTES_MAX);
        length += BinaryData.encodeFloat(value, bytes, length);
    }

    @Override
    public void writeDouble(double value) {
        ensure(LONG_BYTES_MAX);
        length += BinaryData.encodeDouble(value, bytes, length);
    }

    @Override
    public void writeFixed(byte[] value, int start, int count) {
        ensure(count);
        System.arraycopy(value, start, bytes, length, count);
        length += count;
    }

    @Override
    public void writeFixed(ByteBuffer value) {
        ensure(value.remaining());
        int count = value.remaining();
        value.duplicate().get(bytes, length, count);
        length += count;
    }

    @Override
    protected void writeZero() {
        writeByte(0);
    }

    @Override
    public int bytesBuffered() {
        return length;
    }

    @Override
    public void flush() {
        // Everything is where it belongs already.
    }
}
