package dev.recount.standalone.client;

import java.util.Iterator;
import java.util.function.Consumer;

/** Reads an event stream as the HTML standard defines it, as far as our server uses it. */
final class ServerSentEvents {

    /**
     * One event.
     *
     * @param name the event's type, {@code message} if it has none
     * @param id empty if it has none
     * @param data its lines, joined
     */
    record ServerSentEvent(String name, String id, String data) {}

    private ServerSentEvents() {}

    /** Hands over every complete event until the lines end; comments, which keep the connection alive, are dropped. */
    static void read(Iterator<String> lines, Consumer<ServerSentEvent> events) {
        String name = "message";
        String id = "";
        StringBuilder data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    events.accept(new ServerSentEvent(name, id, data.toString()));
                }
                name = "message";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                name = value(line);
            } else if (line.startsWith("id:")) {
                id = value(line);
            } else if (line.startsWith("data:")) {
                data.append(data.length() > 0 ? "\n" : "").append(value(line));
            }
        }
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
