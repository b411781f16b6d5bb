package dev.recount.evidence.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.seal.SealedLog;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Makes reports from the record. */
public final class Reports {

    private final ExportSource source;
    private final Supplier<SealedLog> log;
    private final Supplier<Set<String>> rules;
    private final Clock clock;

    /**
     * Reports on what {@code source} knows.
     *
     * @param rules ids of the rules that are in force
     */
    public Reports(ExportSource source, Supplier<SealedLog> log, Supplier<Set<String>> rules, Clock clock) {
        this.source = source;
        this.log = log;
        this.rules = rules;
        this.clock = clock;
    }

    /** The report of a control on everything in a range, as JSON. Reads every record of the range. */
    public ObjectNode of(Control control, Selection range) {
        var sealed = log.get();
        var population = new Population(source.alerts(range));
        source.each(source.places(range).orElse(List.of()), (place, bytes) -> {
            var record = new SealedRecord(0, bytes);
            population.add(record.event(), seal(sealed, place, bytes));
        });
        return ControlReport.of(control, range, population, rules.get(), sealed.checkpoint(), clock.instant());
    }

    private static Seal seal(SealedLog sealed, ExportSource.Place place, byte[] record) {
        var leaf = sealed.leafOf(place.partition(), place.offset());
        if (leaf.isEmpty()) {
            return Seal.NONE;
        }
        byte[] kept = sealed.nodes().node(0, leaf.getAsLong());
        return Arrays.equals(kept, MerkleHash.leaf(EvidenceLeaf.entry(record))) ? Seal.SAME : Seal.OTHER;
    }
}
