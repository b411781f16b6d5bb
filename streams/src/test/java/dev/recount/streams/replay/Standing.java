package dev.recount.streams.replay;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.codec.RecordJson;
import java.util.Collection;
import java.util.List;

/**
 * What stands in the end: alerts and notes of what was silenced that were not retracted, and incidents that are not history. The running number of a
 * revision is left out, because it tells how an alert came about and not what it says.
 *
 * @param alerts as JSON, without revision
 * @param incidents as JSON
 */
public record Standing(List<String> alerts, List<String> incidents) {

    private static final RecordJson<Alert> ALERT = RecordJson.of(Alert.class);
    private static final RecordJson<Incident> INCIDENT = RecordJson.of(Incident.class);

    public static Standing of(Collection<Alert> alerts, Collection<Incident> incidents) {
        return new Standing(
                alerts.stream()
                        .filter(alert -> alert.status() != AlertStatus.RETRACTED)
                        .map(alert -> ALERT.write(alert).replaceFirst("\"revision\":\\d+,", ""))
                        .sorted()
                        .toList(),
                incidents.stream()
                        .filter(incident -> incident.status() != IncidentStatus.MERGED
                                && incident.status() != IncidentStatus.RETRACTED)
                        .map(INCIDENT::write)
                        .sorted()
                        .toList());
    }
}
