package dev.recount.ingest.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the items of a body without parsing them, so that a broken item cannot spoil its neighbours. Looks at brackets and
 * strings only, keeps no stack, and never looks at a byte twice.
 */
public final class BodySplitter {

    /**
     * One item.
     *
     * @param offset of its first byte
     * @param length in bytes
     */
    public record Slice(int offset, int length) {}

    private final byte[] body;
    private final int end;
    private int at;

    private BodySplitter(byte[] body, int start, int end) {
        this.body = body;
        this.at = start;
        this.end = end;
    }

    /** The lines of NDJSON that hold more than white space. */
    public static List<Slice> lines(byte[] body) {
        var slices = new ArrayList<Slice>();
        int start = afterByteOrderMark(body);
        while (start < body.length) {
            int newline = start;
            while (newline < body.length && body[newline] != '\n') {
                newline++;
            }
            addTrimmed(body, start, newline, slices);
            start = newline + 1;
        }
        return slices;
    }

    /**
     * The elements of an array, or the values of a sequence: one object is a sequence of one. An item that does not end
     * reaches to the end of the body. What is missing where an element or the end of the array should be is an item of no
     * bytes, and what follows the array is an item too: reading them says that the body was cut or is not JSON.
     */
    public static List<Slice> values(byte[] body) {
        var splitter = new BodySplitter(body, afterByteOrderMark(body), body.length);
        splitter.skipSpace();
        if (splitter.at == body.length || body[splitter.at] != '[') {
            return splitter.sequence();
        }
        var slices = splitter.elements();
        splitter.at++;
        slices.addAll(splitter.sequence());
        return slices;
    }

    /** The elements of the array that begins at {@code offset}. */
    static List<Slice> elements(byte[] body, int offset, int end) {
        return new BodySplitter(body, offset, end).elements();
    }

    /** The value that begins at {@code offset}. */
    static Slice value(byte[] body, int offset, int end) {
        var splitter = new BodySplitter(body, offset, end);
        splitter.skipValue(true);
        return new Slice(offset, splitter.at - offset);
    }

    private static int afterByteOrderMark(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static void addTrimmed(byte[] body, int start, int end, List<Slice> slices) {
        int from = start;
        while (from < end && isSpace(body[from])) {
            from++;
        }
        int to = trimmedEnd(body, from, end);
        if (to > from) {
            slices.add(new Slice(from, to - from));
        }
    }

    private static int trimmedEnd(byte[] body, int start, int end) {
        int to = end;
        while (to > start && isSpace(body[to - 1])) {
            to--;
        }
        return to;
    }

    private List<Slice> elements() {
        var slices = new ArrayList<Slice>();
        at++;
        while (true) {
            skipSpace();
            if (slices.isEmpty() && at < end && body[at] == ']') {
                return slices;
            }
            int start = at;
            boolean whole = skipValue(true);
            slices.add(new Slice(start, trimmedEnd(body, start, at) - start));
            skipSpace();
            if (at >= end && whole && at > start) {
                slices.add(new Slice(end, 0));
            }
            if (at >= end || body[at] == ']') {
                return slices;
            }
            if (body[at] == ',') {
                at++;
            }
        }
    }

    private List<Slice> sequence() {
        var slices = new ArrayList<Slice>();
        for (skipSpace(); at < end; skipSpace()) {
            int start = at;
            skipValue(false);
            addTrimmed(body, start, at, slices);
        }
        return slices;
    }

    private void skipSpace() {
        while (at < end && isSpace(body[at])) {
            at++;
        }
    }

    /**
     * Goes behind the value at hand. In an array a comma or bracket ends it, in a sequence white space or a new value.
     *
     * @return whether its brackets were closed
     */
    private boolean skipValue(boolean inArray) {
        int depth = 0;
        while (at < end) {
            byte b = body[at];
            if (b == '"') {
                skipString();
                if (depth == 0 && !inArray) {
                    return true;
                }
                continue;
            }
            if (depth == 0 && (inArray ? b == ',' || b == ']' : isSpace(b))) {
                return true;
            }
            at++;
            if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth <= 0) {
                return true;
            }
        }
        return depth == 0;
    }

    private void skipString() {
        at++;
        while (at < end && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, end);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
