package dev.recount.evidence.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.event.Event;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.seal.SealedLog;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes reports from the record. */
public final class Reports {

    /** Ten seconds are promised. */
    private static final Duration SEALED_WITHIN = Duration.ofMinutes(1);

    private final ExportSource source;
    private final Supplier<SealedLog> log;
    private final Function<Selection, Circumstances> circumstances;
    private final Clock clock;

    /**
     * Reports on what {@code source} knows.
     *
     * @param circumstances of a range
     */
    public Reports(
            ExportSource source,
            Supplier<SealedLog> log,
            Function<Selection, Circumstances> circumstances,
            Clock clock) {
        this.source = source;
        this.log = log;
        this.circumstances = circumstances;
        this.clock = clock;
    }

    /** The report of a control on everything in a range, as JSON. Reads every record of the range. */
    public ObjectNode of(Control control, Selection range) {
        var sealed = log.get();
        var known = circumstances.apply(range);
        var population = new Population(source.alerts(range), known.vouched());
        source.each(source.places(range).orElse(List.of()), (place, bytes) -> {
            var record = new SealedRecord(0, bytes);
            population.add(record.event(), seal(sealed, place, record));
        });
        return ControlReport.of(control, range, population, known, sealed.checkpoint(), clock.instant(), Extent.ANSWER);
    }

    private Seal seal(SealedLog sealed, ExportSource.Place place, SealedRecord record) {
        if (!sealed.covers(place.partition(), place.offset())) {
            return isLate(record.event()) ? Seal.LATE : Seal.NONE;
        }
        try {
            var leaf = sealed.leafOf(place.partition(), place.offset());
            if (leaf.isEmpty()) {
                return Seal.LOST;
            }
            byte[] kept = sealed.nodes().node(0, leaf.getAsLong());
            return Arrays.equals(kept, MerkleHash.leaf(EvidenceLeaf.entry(record.bytes()))) ? Seal.SAME : Seal.OTHER;
        } catch (UncheckedIOException e) {
            return Seal.LOST;
        }
    }

    private boolean isLate(Event event) {
        var recordedAt = event.recordedAt();
        return recordedAt != null && recordedAt.plus(SEALED_WITHIN).isBefore(clock.instant());
    }
}
