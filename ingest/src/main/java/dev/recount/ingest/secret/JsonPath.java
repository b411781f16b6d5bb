package dev.recount.ingest.secret;

import java.util.Iterator;

/** JSON pointers (RFC 6901) of the places of a walk. */
final class JsonPath {
    static final int SEGMENTS_MAX = 64;

    private JsonPath() {}

    /** The pointer of field names and indices from the root on, given unescaped. */
    static String pointer(Iterator<String> segments) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < SEGMENTS_MAX && segments.hasNext(); i++) {
            pointer.append('/').append(segments.next().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
