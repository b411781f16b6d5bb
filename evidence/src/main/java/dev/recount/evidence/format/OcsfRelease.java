package dev.recount.evidence.format;

/** Releases of OCSF that events are written in. */
enum OcsfRelease {
    V1_8_0("ocsf", "1.8.0", "events.ocsf.ndjson"),
    /** The development state of July 2026, which has a place for agents; what is released may differ. */
    V1_9_PREVIEW("ocsf-1.9-preview", "1.9.0-dev", "events.ocsf-1.9.ndjson");

    private final String format;
    private final String version;
    private final String fileName;

    OcsfRelease(String format, String version, String fileName) {
        this.format = format;
        this.version = version;
        this.fileName = fileName;
    }

    /** The name of the format. */
    String format() {
        return format;
    }

    /** As {@code metadata.version} says it. */
    String version() {
        return version;
    }

    String fileName() {
        return fileName;
    }
}
