package dev.recount.evidence.report;

import dev.recount.alert.Alert;
import dev.recount.codec.InertJson;
import dev.recount.evidence.bundle.BundleReport;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.seal.SealedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The report on a control, made of the very records of the bundle that it is in. */
public final class EnclosedReport implements BundleReport {

    private final Control control;
    private final Selection range;
    private final Population population;
    private final Circumstances circumstances;
    private final SealedLog log;
    private final Instant madeAt;

    /**
     * A report that has seen no record yet.
     *
     * @param log as of the checkpoint that the bundle rests on
     */
    public EnclosedReport(
            Control control,
            Selection range,
            List<Alert> alerts,
            Circumstances circumstances,
            SealedLog log,
            Instant madeAt) {
        this.control = control;
        this.range = range;
        this.population = new Population(alerts, circumstances.vouched());
        this.circumstances = circumstances;
        this.log = log;
        this.madeAt = madeAt;
    }

    @Override
    public void add(SealedRecord record) throws IOException {
        byte[] kept = log.nodes().node(0, record.leaf());
        population.add(record.event(), Arrays.equals(kept, record.leafHash()) ? Seal.SAME : Seal.OTHER);
    }

    @Override
    public Map<String, byte[]> files() {
        var report =
                ControlReport.of(control, range, population, circumstances, log.checkpoint(), madeAt, Extent.ENCLOSED);
        return Map.of(
                "report.json", (InertJson.of(report.toPrettyString()) + "\n").getBytes(StandardCharsets.UTF_8),
                "report.html", ReportText.html(report).getBytes(StandardCharsets.UTF_8));
    }
}
