package dev.recount.evidence.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/** How a zip file ends, and how it says what does not fit into 32 bits (APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16 and 4.5.3). */
final class ZipEnd {

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final short VERSION_64 = 45;
    private static final int COUNT_MAX = 0xffff;
    private static final long SIZE_MAX = 0xffffffffL;
    private static final short EXTRA_64 = 1;

    private final int count;
    private final long directory;
    private final long length;

    /**
     * The end behind a directory.
     *
     * @param count of files
     * @param directory where it begins, behind all files
     * @param length of it
     */
    ZipEnd(int count, long directory, long length) {
        this.count = count;
        this.directory = directory;
        this.length = length;
    }

    /** A size or an offset where 32 bits are meant for it. */
    static int small(long value) {
        return (int) Math.min(value, SIZE_MAX);
    }

    /** The extra field with those of the values that do not fit; nothing if all do. */
    static byte[] large(long... values) {
        var large = LongStream.of(values).filter(value -> value >= SIZE_MAX).toArray();
        if (large.length == 0) {
            return new byte[0];
        }
        byte[] bytes = new byte[2 * Short.BYTES + large.length * Long.BYTES];
        var extra = little(bytes).putShort(EXTRA_64).putShort((short) (large.length * Long.BYTES));
        LongStream.of(large).forEach(extra::putLong);
        return bytes;
    }

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Everything behind the directory. A file that is too large for 32 bits puts the directory there too. */
    byte[] bytes() {
        boolean large = count >= COUNT_MAX || directory >= SIZE_MAX || length >= SIZE_MAX;
        byte[] bytes = new byte[END_BYTES + (large ? END_64_BYTES + LOCATOR_64_BYTES : 0)];
        var end = little(bytes);
        if (large) {
            end.putInt(END_64).putLong(END_64_BYTES - Integer.BYTES - Long.BYTES);
            end.putShort(VERSION_64).putShort(VERSION_64).putInt(0).putInt(0);
            end.putLong(count).putLong(count).putLong(length).putLong(directory);
            end.putInt(LOCATOR_64).putInt(0).putLong(directory + length).putInt(1);
        }
        short said = (short) Math.min(count, COUNT_MAX);
        end.putInt(END).putInt(0).putShort(said).putShort(said);
        end.putInt(small(length)).putInt(small(directory)).putShort((short) 0);
        return bytes;
    }
}
