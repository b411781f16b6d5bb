package dev.recount.evidence.export;

import dev.recount.alert.Alert;
import dev.recount.evidence.seal.SealedLog;
import java.util.List;
import java.util.Optional;

/**
 * What an export holds, all of it as of one checkpoint.
 *
 * @param log as of that checkpoint
 * @param places of the events
 * @param alerts that rest on nothing newer
 */
record Enclosed(SealedLog log, SealedPlaces places, List<Alert> alerts) {

    /** An alert is there in its latest revision only, so one that is of newer events now cannot be had as it was. */
    static boolean isCovered(Alert alert, ExportSource source, SealedLog log) {
        return alert.evidence().stream()
                .map(source::place)
                .flatMap(Optional::stream)
                .allMatch(place -> log.covers(place.partition(), place.offset()));
    }
}
