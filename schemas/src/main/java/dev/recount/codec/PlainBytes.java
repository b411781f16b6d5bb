package dev.recount.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Goes over bytes of JSON that stand for themselves, eight at a time. */
final class PlainBytes {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private PlainBytes() {}

    /** Where the next quote, backslash, control character or byte beyond ASCII is; the end if there is none. */
    static int end(byte[] json, int from) {
        int at = from;
        for (; at + Long.BYTES <= json.length; at += Long.BYTES) {
            long others = others((long) EIGHT_BYTES.get(json, at));
            if (others != 0) {
                return at + (Long.numberOfTrailingZeros(others) >>> 3);
            }
        }
        while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Whether none of the first {@code count} bytes is beyond ASCII or a delete. */
    static boolean areAsciiToBeSeen(byte[] json, int count) {
        int at = 0;
        for (; at + Long.BYTES <= count; at += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(json, at);
            // One more makes the top bit of a delete, and of no other byte of ASCII.
            if (((eight | (eight + ONES)) & TOP_BITS) != 0) {
                return false;
            }
        }
        while (at < count && json[at] >= 0 && json[at] != 0x7f) {
            at++;
        }
        return at == count;
    }

    /**
     * The top bit of the first byte that is not plain is set, and none before it: a byte that is smaller than what is taken
     * from it borrows. What the borrowing does to the bytes after it does not matter.
     */
    private static long others(long eight) {
        return (eight | (eight - SPACES) | ((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES)) & TOP_BITS;
    }
}
