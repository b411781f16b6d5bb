package dev.recount.evidence.incident;

import dev.recount.alert.Alert;
import dev.recount.evidence.bundle.BundleReport;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.note.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** The report of an incident: events are shown to it one by one, then it can be had as HTML and as PDF. */
public final class IncidentReport implements BundleReport {

    /** The leaf of an event that no checkpoint covers yet. */
    public static final long NOT_SEALED = -1;

    private final IncidentCard card;
    private final IncidentStory story;
    private final Checkpoint checkpoint;
    private final Instant madeAt;

    /**
     * A report without events.
     *
     * @param alerts of the incident
     * @param checkpoint of the log that the events stand in
     */
    public IncidentReport(IncidentCard card, Collection<Alert> alerts, Checkpoint checkpoint, Instant madeAt) {
        this.card = card;
        this.story = new IncidentStory(alerts);
        this.checkpoint = checkpoint;
        this.madeAt = madeAt;
    }

    @Override
    public void add(SealedRecord record) {
        story.add(record.leaf(), record.event());
    }

    @Override
    public Map<String, byte[]> files() throws IOException {
        return Map.of("report.html", html().getBytes(StandardCharsets.UTF_8), "report.pdf", pdf());
    }

    /** One page that runs nothing and loads nothing. */
    public String html() {
        return IncidentPage.of(card, story, checkpoint, madeAt, c -> true);
    }

    /**
     * The same page on paper.
     *
     * @throws IOException when it cannot be printed
     */
    public byte[] pdf() throws IOException {
        return PdfPrinter.print(IncidentPage.of(card, story, checkpoint, madeAt, ReportFont::prints), madeAt);
    }
}
