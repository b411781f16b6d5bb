package dev.recount.evidence.report;

import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.incident.IncidentCard;
import dev.recount.evidence.incident.IncidentReport;
import dev.recount.evidence.seal.SealedLog;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes reports of incidents from the record, as it is now. */
public final class IncidentReports {

    private final ExportSource source;
    private final Function<String, Optional<IncidentCard>> cards;
    private final Supplier<SealedLog> log;
    private final Clock clock;

    /**
     * Reports on what {@code source} knows.
     *
     * @param cards the card of an incident by its id; empty when there is no such incident
     */
    public IncidentReports(
            ExportSource source, Function<String, Optional<IncidentCard>> cards, Supplier<SealedLog> log, Clock clock) {
        this.source = source;
        this.cards = cards;
        this.log = log;
        this.clock = clock;
    }

    /** The report of an incident; empty when there is no such incident. */
    public Optional<IncidentReport> of(String incident) {
        var selection = new Selection(
                Optional.of(new Selection.Subject("incident", incident)), Optional.empty(), Optional.empty());
        return cards.apply(incident).flatMap(card -> source.places(selection).map(places -> {
            var sealed = log.get();
            var report = new IncidentReport(card, source.alerts(selection), sealed.checkpoint(), clock.instant());
            source.each(
                    places,
                    (place, bytes) -> report.add(new SealedRecord(
                            sealed.leafOf(place.partition(), place.offset()).orElse(IncidentReport.NOT_SEALED),
                            bytes)));
            return report;
        }));
    }
}
