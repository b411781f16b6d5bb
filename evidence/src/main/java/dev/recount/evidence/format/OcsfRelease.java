package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Releases of OCSF that events are written in. */
enum OcsfRelease {
    V1_8_0("ocsf", "1.8.0", "ocsf.ndjson"),
    /** The development state of July 2026, which has a place for agents; what is released may differ. */
    V1_9_PREVIEW("ocsf-1.9-preview", "1.9.0-dev", "ocsf-1.9.ndjson");

    private final String format;
    private final String version;
    private final String ending;

    OcsfRelease(String format, String version, String ending) {
        this.format = format;
        this.version = version;
        this.ending = ending;
    }

    /** The name of the format. */
    String format() {
        return format;
    }

    /** The name of the file of events. */
    String fileName() {
        return "events." + ending;
    }

    /** The name of the file of alerts. */
    String alertsFileName() {
        return "alerts." + ending;
    }

    /** Says in {@code metadata} in which release it is written, and by what. */
    ObjectNode product(ObjectNode metadata) {
        metadata.put("version", version)
                .putObject("product")
                .put("name", "Recount")
                .put("vendor_name", "Recount");
        return metadata;
    }
}
