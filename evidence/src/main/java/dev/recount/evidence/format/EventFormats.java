package dev.recount.evidence.format;

import java.util.List;
import java.util.Optional;

/** Every format there is. */
public final class EventFormats {

    /** In the order in which help lists them. */
    public static final List<EventFormat> ALL = List.of(
            new Ocsf(OcsfRelease.V1_8_0),
            new Ocsf(OcsfRelease.V1_9_PREVIEW),
            new JsonLines(),
            new Csv(),
            new Parquet(),
            new Timesketch());

    private EventFormats() {}

    /** Their names. */
    public static List<String> names() {
        return ALL.stream().map(EventFormat::name).toList();
    }

    /** The format of that name. */
    public static Optional<EventFormat> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }
}
