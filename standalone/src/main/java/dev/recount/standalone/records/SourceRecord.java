package dev.recount.standalone.records;

import java.nio.charset.StandardCharsets;

/**
 * One record of a file: JSON text on one line, not yet known to be well-formed.
 *
 * @param json the text
 * @param place where it stands, for a person: {@code file:line} or {@code file[index]}
 */
public record SourceRecord(String json, String place) {

    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
