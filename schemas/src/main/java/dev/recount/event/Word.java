package dev.recount.event;

import java.util.Locale;

/** A constant of a closed list that is written in lower snake case wherever it leaves the process. */
public interface Word {

    /** The constant's Java name. */
    String name();

    /** The word as it stands in JSON, Avro and rules: {@code DESTROY_BACKUP} is {@code destroy_backup}. */
    default String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
