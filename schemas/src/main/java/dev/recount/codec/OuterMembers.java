package dev.recount.codec;

import java.util.Arrays;

/**
 * Goes from member to member of the outermost object of canonical JSON, without reading what is in them. What is not
 * canonical is not noticed unless it has no end.
 */
final class OuterMembers {

    private final byte[] json;
    private int nameFrom;
    private int nameTo;
    private int from;
    private int to;

    /** @throws UnreadableRecord when the bytes are no object */
    OuterMembers(byte[] json) {
        this.json = json;
        if (json.length < 2 || json[0] != '{') {
            throw new UnreadableRecord("", "not a JSON object");
        }
    }

    /** Goes to the next member; false when there is none. */
    boolean next() {
        int at = to == 0 ? 1 : to + 1;
        if ((to == 0 ? json[1] : byteAt(to)) == '}') {
            return false;
        }
        nameFrom = at + 1;
        nameTo = endOfText(at) - 1;
        from = nameTo + 2;
        to = endOfValue(from);
        return true;
    }

    boolean isNamed(byte[] name) {
        return Arrays.equals(json, nameFrom, nameTo, name, 0, name.length);
    }

    boolean isText() {
        return json[from] == '"';
    }

    /** The value as it stands. */
    byte[] value() {
        return Arrays.copyOfRange(json, from, to);
    }

    private byte byteAt(int at) {
        if (at >= json.length) {
            throw new UnreadableRecord("", "the JSON object has no end");
        }
        return json[at];
    }

    private int endOfText(int start) {
        int at = PlainBytes.end(json, start + 1);
        for (byte b = byteAt(at); b != '"'; b = byteAt(at)) {
            at = PlainBytes.end(json, at + (b == '\\' ? 2 : 1));
        }
        return at + 1;
    }

    private int endOfValue(int start) {
        int depth = 0;
        int at = start;
        while (true) {
            byte b = byteAt(at);
            if (b == '"') {
                at = endOfText(at);
                continue;
            }
            if (depth == 0 && (b == ',' || b == '}')) {
                return at;
            }
            depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            at++;
        }
    }
}
