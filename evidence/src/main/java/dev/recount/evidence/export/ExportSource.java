package dev.recount.evidence.export;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.BundleReport;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.seal.SealedLog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What exports read. */
public interface ExportSource {

    /** So many records are read at once. */
    int STEP = 500;

    /** Where an event stands in {@code recount.events}. */
    record Place(int partition, long offset) {}

    /** The places of all events of a selection, in no order; empty when there is no such incident. */
    Optional<Collection<Place>> places(Selection selection);

    /** Where the event of that id stands; empty when it is not there any more. */
    Optional<Place> place(String event);

    /** Whether everything that was recorded when it is asked can be read; may wait a moment until it can. */
    default boolean isUpToDate() {
        return true;
    }

    /** The canonical bytes of the events at these places, in that order, each of them. */
    List<byte[]> records(List<Place> places);

    /** Reads the records at these places a few at a time, and hands each over. */
    default void each(Collection<Place> places, BiConsumer<Place, byte[]> taker) {
        var all = List.copyOf(places);
        for (int from = 0; from < all.size(); from += STEP) {
            var step = all.subList(from, Math.min(all.size(), from + STEP));
            var records = records(step);
            for (int i = 0; i < step.size(); i++) {
                taker.accept(step.get(i), records.get(i));
            }
        }
    }

    /** The alerts that rest on events of a selection. */
    List<Alert> alerts(Selection selection);

    /** What a bundle of a selection holds for people to read. */
    default BundleReport report(Selection selection, List<Alert> alerts, SealedLog log) {
        return BundleReport.NONE;
    }

    /** The rules that raised {@code alerts}, as they were when they did. */
    EnclosedRules rules(Collection<Alert> alerts);
}
