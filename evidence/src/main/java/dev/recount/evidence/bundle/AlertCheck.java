package dev.recount.evidence.bundle;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.evidence.format.AlertFormat;
import dev.recount.evidence.format.EventFormat;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Whether alerts that are in a bundle in a second form say there what alerts.ndjson says. */
final class AlertCheck {

    private static final RecordJson<Alert> ALERTS = RecordJson.of(Alert.class);

    private final Bundle bundle;

    AlertCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Nothing where there is no second form, which bundles of before have not. */
    List<Finding> findings() throws IOException {
        var format = EventFormats.named(bundle.manifest().path("format").asText())
                .flatMap(EventFormat::alerts)
                .filter(known -> bundle.has(known.fileName()));
        return format.isEmpty() ? List.of() : List.of(finding(format.get()));
    }

    /** The alerts that events stand beside; none where {@link BundleFiles#ALERTS} cannot be read, which is named elsewhere. */
    static List<Alert> alerts(Bundle bundle) {
        try {
            return BundleContents.alerts(bundle);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Finding finding(AlertFormat format) throws IOException {
        try (var alerts = new Lines(bundle.open(BundleFiles.ALERTS));
                var shown = new Lines(bundle.open(format.fileName()))) {
            for (long alert = 1; alerts.hasNext() || shown.hasNext(); alert++) {
                if (!alerts.hasNext() || !shown.hasNext() || !isSame(format, alerts.nextText(), shown.next())) {
                    return Finding.differs(format.fileName() + " does not say what " + BundleFiles.ALERTS
                            + " says: alert " + alert + " is the first that differs");
                }
            }
            return Finding.holds(format.fileName() + " says what " + BundleFiles.ALERTS + " says");
        }
    }

    private static boolean isSame(AlertFormat format, String alert, byte[] shown) throws IOException {
        try {
            byte[] line = format.line(ALERTS.read(alert));
            return Arrays.equals(line, 0, line.length - 1, shown, 0, shown.length);
        } catch (UnreadableRecord e) {
            return false;
        }
    }
}
