package dev.recount.standalone.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One record on each line; empty lines are none. A line that is not JSON is handed over too, for the server to refuse. */
final class RecordLines {

    /** More than any record; a file with such a line is something else. */
    private static final int LINE_BYTES_MAX = 64 << 20;

    private RecordLines() {}

    static void read(InputStream in, String name, RecordFile.Sink sink) throws IOException, UnreadableFile {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
                if (line.size() > LINE_BYTES_MAX) {
                    throw new UnreadableFile(name + ":" + number, "a line longer than 64 MiB");
                }
            } else {
                hand(line, name + ":" + number++, sink);
            }
        }
        hand(line, name + ":" + number, sink);
    }

    private static void hand(ByteArrayOutputStream line, String place, RecordFile.Sink sink) throws UnreadableFile {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            sink.accept(new SourceRecord(text, place));
        }
    }
}
