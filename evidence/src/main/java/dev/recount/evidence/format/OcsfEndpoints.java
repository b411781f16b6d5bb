package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.event.Event;
import dev.recount.origin.SourceAddress;
import java.util.regex.Pattern;

/** Where an event came from and where something was sent, as OCSF's network endpoints have them. */
final class OcsfEndpoints {

    private static final String NOT_KNOWN = "unknown";
    private static final String HOST = "host";
    private static final String BYTE = "(?:[1-9]?\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern V4 = Pattern.compile("(?:" + BYTE + "\\.){3}" + BYTE);
    private static final Pattern V4_AT_END = Pattern.compile("(?<=:)" + V4 + "$");
    private static final Pattern V6_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int V6_GROUPS = 8;

    private OcsfEndpoints() {}

    static void put(Event event, ObjectNode line) {
        source(event, line.putObject("src_endpoint"));
        var destination = event.destination();
        if (destination != null && destination.ref() != null && HOST.equals(destination.kind())) {
            line.putObject("dst_endpoint").put(isIp(destination.ref()) ? "ip" : "name", destination.ref());
        }
    }

    /** The first address is the client's own; those behind it are of proxies. */
    private static void source(Event event, ObjectNode into) {
        for (String address : SourceAddress.of(event)) {
            if (!isIp(address)) {
                into.put("name", into.path("name").asText(address));
            } else if (into.has("ip")) {
                into.withArray("intermediate_ips").add(address);
            } else {
                into.put("ip", address);
            }
        }
        if (into.isEmpty()) {
            into.put("name", NOT_KNOWN);
        }
    }

    static boolean isIp(String text) {
        return V4.matcher(text).matches() || isV6(text);
    }

    private static boolean isV6(String text) {
        var halves = V4_AT_END.matcher(text).replaceFirst("0:0").split("::", -1);
        int groups = 0;
        for (String half : halves) {
            if (!half.isEmpty()) {
                for (String group : half.split(":", -1)) {
                    if (!V6_GROUP.matcher(group).matches()) {
                        return false;
                    }
                    groups++;
                }
            }
        }
        return halves.length == 1 ? groups == V6_GROUPS : halves.length == 2 && groups < V6_GROUPS;
    }
}
