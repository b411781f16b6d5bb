package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.outage.Outage;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.route.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who hears that a channel could not be told: the next one in the file that is not known to fail itself. An incident that was
 * to wake somebody is told there if it is critical, or high and the channel is routed for that; it goes on there as its own
 * page. Of everything else that is not taken, one page for the channel tells, until somebody acknowledges it. Owned by the
 * desk's thread.
 */
final class Notices {

    private final PageBook pages;
    private final Closures closures;

    Notices(PageBook pages, Closures closures) {
        this.pages = pages;
        this.closures = closures;
    }

    /**
     * The page on another channel which tells that {@code waiting} was not taken; empty when nobody is left.
     *
     * @param failed the page that it is a message of
     * @param file whose order of channels holds
     */
    Optional<Page> of(Page failed, Pending waiting, String why, AlertsFile file, Instant now) {
        var channels = file.channels();
        var known = channels.stream().map(Channel::name).toList();
        int at = known.indexOf(failed.channel());
        for (int i = 1; i < channels.size(); i++) {
            var next = channels.get((at + i) % channels.size());
            if (isSound(next, failed)) {
                return notice(failed, waiting, why, next.name(), file.routing(), now);
            }
        }
        return Optional.empty();
    }

    private boolean isSound(Channel next, Page failed) {
        return !next.name().equals(failed.channel())
                && closures.isOpen(next)
                && standing(next.name()).isEmpty()
                && pages.page(failed.incidentId(), next.name())
                        .filter(Notices::isFailing)
                        .isEmpty();
    }

    private static boolean isFailing(Page page) {
        if (page.pending() != null) {
            return page.pending().attempts() > 0;
        }
        var attempts = page.attempts();
        return !attempts.isEmpty() && attempts.get(attempts.size() - 1).outcome() == Attempt.Outcome.FAILED;
    }

    private Optional<Page> notice(
            Page failed, Pending waiting, String why, String channel, Routing routing, Instant now) {
        var incident = failed.incident();
        if (!Outage.isOne(incident)) {
            var there = pages.page(failed.incidentId(), channel);
            if (there.filter(Notices::isInstead).isPresent()) {
                return Optional.empty();
            }
            if (there.isEmpty() && isUrgent(waiting, incident, channel, routing)) {
                return Optional.of(Paging.instead(failed, channel, failed.channel() + ": " + why, now));
            }
        }
        return outage(failed.channel(), channel, incident, waiting.isAlarm(), why, now);
    }

    private static boolean isUrgent(Pending waiting, Incident incident, String channel, Routing routing) {
        var level = incident.severity();
        boolean bad = level == Level.CRITICAL || (level == Level.HIGH && routing.mayStandIn(channel, level));
        return bad && waiting.isAlarm() && incident.status() == IncidentStatus.OPEN;
    }

    /** Whether the page began because another channel was not told of its incident. */
    private static boolean isInstead(Page page) {
        return Stream.concat(
                        Stream.ofNullable(page.pending()).map(Pending::type),
                        page.attempts().stream().map(Attempt::type))
                .anyMatch(MessageType.DELIVERY_FAILED::equals);
    }

    private Optional<Page> outage(String of, String channel, Incident untold, boolean alarm, String why, Instant now) {
        if (standing(of).stream().anyMatch(page -> page.incident().status() == IncidentStatus.ACKNOWLEDGED)) {
            return Optional.empty();
        }
        pages.recall(Outage.of(of, null, untold, alarm, why, now), now);
        var known = pages.page(Outage.id(of), channel);
        var outage = Outage.of(of, known.map(Page::incident).orElse(null), untold, alarm, why, now);
        return known.isPresent() ? Paging.accept(known.get(), outage) : Optional.of(Paging.begin(outage, channel));
    }

    /** Pages that tell of an outage of {@code channel} of which somebody knows now: more is not told until it has ended. */
    List<Page> acknowledged(String channel, String by, Instant now) {
        return standing(channel).stream()
                .filter(page -> page.incident().status() == IncidentStatus.OPEN)
                .flatMap(page -> Paging.accept(page, Outage.acknowledged(page.incident(), by, now)).stream())
                .toList();
    }

    /** Pages that tell of an outage of {@code channel}, which takes messages. */
    List<Page> over(String channel, Instant now) {
        return standing(channel).stream()
                .flatMap(page -> over(page, "takes messages again", now).stream())
                .toList();
    }

    /** Pages that tell of outages of channels which {@code file} does not have any more. */
    List<Page> without(AlertsFile file, Instant now) {
        return pages.all().stream()
                .filter(page -> Outage.isOne(page.incident()) && Outage.stands(page.incident()))
                .filter(page -> file.channel(Outage.channel(page.incident())).isEmpty())
                .flatMap(page -> over(page, "is no longer in the alerts file", now).stream())
                .toList();
    }

    private static Optional<Page> over(Page page, String does, Instant now) {
        return Paging.accept(page, Outage.over(page.incident(), does, now));
    }

    private List<Page> standing(String channel) {
        return pages.of(Outage.id(channel)).stream()
                .filter(page -> Outage.stands(page.incident()))
                .toList();
    }
}
