package dev.recount.delivery.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A request as a target reads it from the wire. */
record Asked(String line, Map<String, String> headers, String body) {

    JsonNode json() throws IOException {
        return RecordJson.MAPPER.readTree(body);
    }

    int bytes() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Reads one request with a {@code Content-Length}; null at the end of the connection. */
    static Asked from(InputStream in) throws IOException {
        var line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Asked(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
