package dev.recount.sigma.hunt;

import dev.recount.sigma.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;

/** One event on each line. Empty lines count but are no events; a line that is none leaves the others alone. */
final class JsonLines {

    /** More than any event; a longer line is passed over without keeping it. */
    private static final int LINE_CHARS_MAX = 16 << 20;

    private static final int BUFFER_CHARS = 1 << 16;

    private final Reader reader;
    private final EventReader.Sink sink;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder begun = new StringBuilder();
    private boolean tooLong;
    private long number;

    private JsonLines(Reader reader, EventReader.Sink sink) {
        this.reader = reader;
        this.sink = sink;
    }

    static void read(Reader reader, EventReader.Sink sink) throws IOException {
        new JsonLines(reader, sink).readAll();
    }

    private void readAll() throws IOException {
        for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
            int from = 0;
            for (int at = 0; at < count; at++) {
                if (buffer[at] == '\n') {
                    line(from, at);
                    from = at + 1;
                }
            }
            keep(from, count);
        }
        if (!begun.isEmpty() || tooLong) {
            line(0, 0);
        }
    }

    private void keep(int from, int to) {
        tooLong |= begun.length() + (to - from) > LINE_CHARS_MAX;
        if (tooLong) {
            begun.setLength(0);
            begun.trimToSize();
        } else {
            begun.append(buffer, from, to - from);
        }
    }

    private void line(int from, int to) {
        number++;
        String line;
        if (begun.isEmpty() && !tooLong) {
            line = new String(buffer, from, to - from);
        } else {
            keep(from, to);
            line = begun.toString();
            begun.setLength(0);
        }
        if (tooLong) {
            tooLong = false;
            sink.bad(number, "longer than " + LINE_CHARS_MAX + " characters");
        } else if (!line.isBlank()) {
            event(line);
        }
    }

    @SuppressWarnings("unchecked")
    private void event(String line) {
        Object value;
        try {
            value = Json.read(line);
        } catch (IOException e) {
            sink.bad(number, "not a JSON object: " + Json.reason(e));
            return;
        }
        if (value instanceof Map<?, ?> map) {
            sink.event(number, 0, (Map<String, Object>) map, () -> Json.canonical(map));
        } else {
            sink.bad(
                    number,
                    "not a JSON object: "
                            + (value == null ? "null" : value.getClass().getSimpleName()));
        }
    }
}
