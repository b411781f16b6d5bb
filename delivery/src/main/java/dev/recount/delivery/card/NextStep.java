package dev.recount.delivery.card;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.RecoveryLeft;
import dev.recount.delivery.canary.CanaryIncident;
import java.util.List;

/** What a responder most likely does next, in the order in which time runs out. */
final class NextStep {

    private NextStep() {}

    static String of(Incident incident, List<CredentialToRevoke> revoke) {
        if (incident.status().compareTo(IncidentStatus.RESOLVED) >= 0) {
            return "nothing; the timeline stays.";
        }
        if (CanaryIncident.isOne(incident)) {
            return "look at /readyz of the processes with detection: it names the part that stands still.";
        }
        var left = incident.recoveryLeft() == null ? "" : incident.recoveryLeft();
        if (RecoveryLeft.providersMoment(left).isPresent()) {
            return "ask the provider to restore it before that, and stop " + session(incident) + ".";
        }
        var stop = revoke.isEmpty()
                ? "stop " + session(incident)
                : "revoke the credentials above, then stop " + session(incident);
        if (RecoveryLeft.namesCopies(left)) {
            return stop + "; keep the copies out of its reach before you restore.";
        }
        return incident.irreversible() ? stop + "; ask the provider at once whether it keeps copies." : stop + ".";
    }

    private static String session(Incident incident) {
        return incident.sessions().size() == 1
                ? "session " + ForeignText.name(incident.sessions().get(0))
                : incident.sessions().isEmpty()
                        ? "whoever acts"
                        : incident.sessions().size() + " sessions";
    }
}
