package dev.recount.delivery.outage;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.card.ForeignText;
import dev.recount.delivery.card.PlainText;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel that does not take what it is told, as an incident of its own: one page however many messages wait for it, which
 * folds, is told again and ends like every other. It is in no log of incidents; only delivery knows it.
 */
public final class Outage {

    private static final String PREFIX = "undelivered:";
    private static final int TITLE_CHARS_MAX = 200;

    private Outage() {}

    /** The id of a channel's outage: the same for each, so that an unsteady channel is one page too. */
    public static String id(String channel) {
        return PREFIX + channel;
    }

    /** Whether {@code incident} is one of these. */
    public static boolean isOne(Incident incident) {
        return incident.id().startsWith(PREFIX);
    }

    /** Whether it may wake somebody: only if something did not arrive that was to. */
    public static boolean wakes(Incident outage) {
        return outage.severity() != Level.INFORMATIONAL;
    }

    /**
     * A message was not taken.
     *
     * @param before the outage as it is known; absent when there was none
     * @param untold the incident that the message was about
     * @param alarm whether the message raised the alarm
     * @param why what the target said
     */
    public static Incident of(
            String channel, @Nullable Incident before, Incident untold, boolean alarm, String why, Instant now) {
        var known = before != null && before.status() == IncidentStatus.OPEN ? before : null;
        var since = known == null ? now.truncatedTo(ChronoUnit.SECONDS) : known.openedAt();
        var level = alarm ? worse(Level.LOW, untold.severity()) : Level.INFORMATIONAL;
        var title = "Recount cannot reach the channel " + channel + " since " + since + " (" + why
                + "). The latest that it has not taken: "
                + PlainText.cut(PlainText.line(untold.title()), TITLE_CHARS_MAX);
        return incident(
                channel,
                IncidentStatus.OPEN,
                known == null ? level : worse(known.severity(), level),
                title,
                since,
                now,
                null);
    }

    /** Whether the channel is known not to take messages, be that acknowledged or not. */
    public static boolean stands(Incident outage) {
        return outage.status().compareTo(IncidentStatus.RESOLVED) < 0;
    }

    /** Somebody knows of it. Nobody but the channel ends it, so what they call resolved is this too. */
    public static Incident acknowledged(Incident outage, String by, Instant now) {
        return incident(
                channel(outage),
                IncidentStatus.ACKNOWLEDGED,
                outage.severity(),
                outage.title(),
                outage.openedAt(),
                now,
                by);
    }

    /** The channel whose outage it is. */
    public static String channel(Incident outage) {
        return outage.id().substring(PREFIX.length());
    }

    /** It is over, because the channel {@code does} something else now. */
    public static Incident over(Incident outage, String does, Instant now) {
        var channel = channel(outage);
        var title = "The channel " + channel + " " + does + "; Recount could not reach it since " + outage.openedAt();
        return incident(channel, IncidentStatus.RESOLVED, outage.severity(), title, outage.openedAt(), now, null);
    }

    private static Level worse(Level one, Level other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Incident incident(
            String channel,
            IncidentStatus status,
            Level level,
            String title,
            Instant since,
            Instant now,
            @Nullable String acknowledgedBy) {
        return new Incident(
                id(channel),
                status,
                level,
                title,
                since,
                now,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                acknowledgedBy,
                null,
                "/v1/channels");
    }

    /** What a human reads of an outage. */
    public static Card card(Incident outage, long folded, URI link) {
        boolean over = !stands(outage);
        return new Card(
                headline(outage),
                outage.title(),
                "Since " + outage.openedAt() + "; last at " + outage.updatedAt().truncatedTo(ChronoUnit.SECONDS) + ".",
                "What may be tried again is sent as soon as the channel takes it.",
                over ? "Nothing more is known to be." : "Whoever hears of incidents only there does not hear of them.",
                List.of(),
                over
                        ? "nothing."
                        : "look at the channel's target; `recount alerts test` says what it answers,"
                                + " and `recount deliveries --state failed` what it was not told.",
                link,
                folded);
    }

    private static String headline(Incident outage) {
        if (!stands(outage)) {
            return "OVER: NOT DELIVERED";
        }
        var by = outage.acknowledgedBy();
        return by == null ? "NOT DELIVERED" : "NOT DELIVERED, acknowledged by " + ForeignText.name(by);
    }
}
