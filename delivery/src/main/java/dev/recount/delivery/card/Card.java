package dev.recount.delivery.card;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.RecoveryLeft;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The nine-second card: all that somebody who was just woken has to read, in less than 4,096 bytes. Every text is plain;
 * whoever shows it escapes it for its place.
 *
 * @param headline level and state, such as {@code CRITICAL}
 * @param sentence what happened
 * @param when it happened, and when Recount heard of it: what is imported is told late
 * @param undo whether it can be undone, and until when
 * @param atRisk what can still be lost
 * @param revoke credentials to revoke, in this order
 * @param next the likely next step
 * @param link where the whole story is
 * @param folded changes that were not told one by one
 */
public record Card(
        String headline,
        String sentence,
        String when,
        String undo,
        String atRisk,
        List<CredentialToRevoke> revoke,
        String next,
        URI link,
        long folded) {

    private static final int REVOKE_SHOWN = 5;
    private static final int NAMES_SHOWN = 3;
    private static final Duration LATE = Duration.ofHours(1);

    public Card {
        revoke = List.copyOf(revoke);
    }

    /** The card of an incident, with what is known around it. */
    public static Card of(Incident incident, List<CredentialToRevoke> revoke, long folded, URI link) {
        return new Card(
                headline(incident),
                ForeignText.sentence(incident.title()),
                when(incident),
                undo(incident),
                atRisk(incident, revoke),
                revoke.stream()
                        .limit(REVOKE_SHOWN)
                        .map(each -> new CredentialToRevoke(ForeignText.name(each.name()), each.why()))
                        .toList(),
                NextStep.of(incident, revoke),
                link,
                folded);
    }

    private static String headline(Incident incident) {
        var level = incident.severity().wire().toUpperCase(Locale.ROOT);
        return switch (incident.status()) {
            case OPEN -> level;
            case ACKNOWLEDGED ->
                level + ", acknowledged by " + ForeignText.name(String.valueOf(incident.acknowledgedBy()));
            case RESOLVED -> "RESOLVED (was " + level + ")";
            case MERGED -> "MERGED into " + ForeignText.name(String.valueOf(incident.mergedInto()));
            case RETRACTED -> "RETRACTED (was " + level + "): what came in later took the ground away";
        };
    }

    private static String when(Incident incident) {
        var happened = incident.openedAt().truncatedTo(ChronoUnit.SECONDS);
        var received = incident.updatedAt().truncatedTo(ChronoUnit.SECONDS);
        var late = Duration.between(happened, received);
        var told = "Began at " + happened + "; the latest of it was received at " + received;
        return late.compareTo(LATE) < 0
                ? told + "."
                : told + ", " + (late.toDays() > 1 ? late.toDays() + " days" : late.toHours() + " h") + " later.";
    }

    private static String undo(Incident incident) {
        var left = incident.recoveryLeft() == null ? "" : ForeignText.sentence(incident.recoveryLeft());
        var until = RecoveryLeft.providersMoment(left);
        if (until.isPresent()) {
            return "Can be undone by the provider until " + until.get() + ".";
        }
        if (!incident.irreversible()) {
            return "Nothing irreversible is known to have been done.";
        }
        return left.isEmpty() ? "Cannot be undone." : "Cannot be undone. " + left + ".";
    }

    private static String atRisk(Incident incident, List<CredentialToRevoke> revoke) {
        if (incident.status().compareTo(IncidentStatus.RESOLVED) >= 0) {
            return "Nothing more is known to be at risk.";
        }
        var reach = incident.environments().isEmpty() ? "" : " in " + few(incident.environments());
        var touched = incident.resources().isEmpty() ? "" : "; touched so far: " + few(incident.resources());
        return revoke.isEmpty()
                ? "Whatever the session can still reach" + reach + touched + "."
                : "Whatever " + (revoke.size() == 1 ? "one live credential" : revoke.size() + " live credentials")
                        + " can still reach" + reach + touched + ".";
    }

    private static String few(List<String> names) {
        var shown = new ArrayList<>(
                names.stream().limit(NAMES_SHOWN).map(ForeignText::name).toList());
        if (names.size() > NAMES_SHOWN) {
            shown.add("and " + (names.size() - NAMES_SHOWN) + " more");
        }
        return String.join(", ", shown);
    }

    /** The credentials, numbered, one per line. */
    public List<String> revokeLines() {
        var lines = new ArrayList<String>();
        for (CredentialToRevoke each : revoke) {
            var why = each.why().isEmpty() ? "" : " (" + String.join("; ", each.why()) + ")";
            lines.add((lines.size() + 1) + ". " + each.name() + why);
        }
        return lines;
    }

    /** How many changes this card stands for; empty when it stands for itself. */
    public String foldedLine() {
        return folded == 0 ? "" : folded + (folded == 1 ? " change" : " changes") + " since the last message.";
    }

    /** The card as lines of plain text, whole. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(headline + ": " + sentence);
        lines.add(when);
        lines.add(undo);
        lines.add("At risk: " + atRisk);
        if (!revoke.isEmpty()) {
            lines.add("Revoke, in this order:");
            revokeLines().forEach(line -> lines.add("  " + line));
        }
        lines.add("Next: " + next);
        if (folded > 0) {
            lines.add(foldedLine());
        }
        lines.add(link.toString());
        return String.join("\n", lines);
    }
}
