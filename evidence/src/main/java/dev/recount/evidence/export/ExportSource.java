package dev.recount.evidence.export;

import dev.recount.alert.Alert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What exports read. */
public interface ExportSource {

    /** Where an event stands in {@code recount.events}. */
    record Place(int partition, long offset) {}

    /** The places of all events of a selection, in no order; empty when there is no such incident. */
    Optional<Collection<Place>> places(Selection selection);

    /** The canonical bytes of the events at these places, in that order, each of them. */
    List<byte[]> records(List<Place> places);

    /** The alerts that rest on events of a selection. */
    List<Alert> alerts(Selection selection);

    /** The texts of the rules that raised {@code alerts}, as they are in force, by file name. */
    Map<String, String> rules(Collection<Alert> alerts);
}
