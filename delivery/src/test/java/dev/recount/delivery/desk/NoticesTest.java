package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.outage.Outage;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import dev.recount.delivery.paging.Step;
import dev.recount.delivery.route.Route;
import dev.recount.delivery.route.Routing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who hears of what a channel did not take, and how often. */
class NoticesTest {

    private static final Instant AT = Incidents.AT;
    private static final List<Channel> CHANNELS = List.of(channel("audit"), channel("oncall"), channel("chat"));

    private static final AlertsFile FILE =
            new AlertsFile(CHANNELS, new Routing(List.of(route("audit", Level.LOW), route("oncall", Level.CRITICAL))));

    private final Ledger ledger = new Ledger() {
        @Override
        public void keep(Page page) {}

        @Override
        public void keep(Closed closed) {}

        @Override
        public List<Page> kept(String incidentId) {
            return List.of();
        }
    };
    private final PageBook pages = new PageBook(new PageTable(new Measures(new SimpleMeterRegistry())), ledger);
    private final Notices notices = new Notices(pages, new Closures(ledger));

    private static Channel channel(String name) {
        return new Alertmanager(name, URI.create("https://example.org/"), false);
    }

    private static Route route(String channel, Level level) {
        return new Route(channel, level, List.of(), List.of(), List.of(), null);
    }

    private static Page said(Page page, Instant at) {
        return Paging.next(page, at, false, at) instanceof Step.Say say ? say.page() : page;
    }

    /** A page of {@code incident} on a channel that did not take it. */
    private Page failed(Incident incident, String channel) {
        return failed(Paging.begin(incident, channel), AT);
    }

    private Page failed(Page untold, Instant at) {
        var page = said(untold, at);
        var pending = page.pending();
        var tried = Paging.tried(
                page,
                new Attempt(pending.messageId(), pending.type(), at, 1, Attempt.Outcome.RETRIED, "HTTP 500"),
                pending.retriedAt(at.plusSeconds(1)));
        pages.keep(tried);
        return tried;
    }

    private Optional<Page> notice(Page failed, Instant at) {
        var notice = notices.of(failed, failed.pending(), "HTTP 500", FILE, at).map(page -> said(page, at));
        notice.ifPresent(pages::keep);
        return notice;
    }

    private void delivered(Page page, Instant at) {
        var pending = page.pending();
        pages.keep(Paging.tried(
                page,
                new Attempt(pending.messageId(), pending.type(), at, 1, Attempt.Outcome.DELIVERED, "HTTP 200"),
                null));
    }

    @Test
    void of_twenty_messages_that_a_channel_does_not_take_one_page_tells_and_counts_the_rest() {
        var first =
                notice(failed(Incidents.open("inc_0", Level.LOW), "audit"), AT).orElseThrow();
        assertThat(first.channel()).isEqualTo("oncall");
        assertThat(first.pending().type()).isEqualTo(MessageType.DELIVERY_FAILED);
        assertThat(first.pending().page()).isTrue();
        assertThat(first.pending().incident().title()).contains("channel audit", "HTTP 500", "destroyed the volume");
        delivered(first, AT);

        for (int i = 1; i < 20; i++) {
            var at = AT.plusSeconds(i);
            var more = notice(failed(Incidents.open("inc_" + i, Level.LOW), "audit"), at);
            assertThat(more.orElseThrow().id()).isEqualTo(first.id());
            assertThat(more.orElseThrow().pending()).isNull();
        }
        var known = pages.page(Outage.id("audit"), "oncall").orElseThrow();
        var told = said(known, AT.plus(Paging.WINDOW)).pending();
        assertThat(told.type()).isEqualTo(MessageType.DELIVERY_FAILED);
        assertThat(told.folded()).isEqualTo(19);
    }

    @Test
    void what_was_to_wake_nobody_wakes_nobody_elsewhere() {
        var page = said(Paging.begin(Incidents.open("inc_1", Level.CRITICAL), "audit"), AT);
        delivered(page, AT);
        var over = Paging.accept(
                        pages.page("inc_1", "audit").orElseThrow(),
                        Incidents.of("inc_1", IncidentStatus.RESOLVED, Level.CRITICAL, 1, AT.plusSeconds(9)))
                .orElseThrow();

        var notice = notice(failed(over, AT.plusSeconds(9)), AT.plusSeconds(9)).orElseThrow();
        assertThat(notice.pending().page()).isFalse();
        assertThat(notice.incident().severity()).isEqualTo(Level.INFORMATIONAL);
    }

    @Test
    void a_worse_severity_that_was_only_to_change_what_is_shown_is_an_alarm_all_the_same() {
        delivered(said(Paging.begin(Incidents.open("inc_1", Level.LOW), "audit"), AT), AT);
        var worse = Paging.accept(
                        pages.page("inc_1", "audit").orElseThrow(),
                        Incidents.of("inc_1", IncidentStatus.OPEN, Level.CRITICAL, 2, AT.plusSeconds(9)))
                .orElseThrow();
        var inPlace = ((Step.Say) Paging.next(worse, AT.plusSeconds(9), true, AT)).page();
        assertThat(inPlace.pending().page()).isFalse();

        var instead =
                notice(failed(inPlace, AT.plusSeconds(9)), AT.plusSeconds(9)).orElseThrow();
        assertThat(instead.id()).isEqualTo("inc_1/oncall");
        assertThat(instead.pending().page()).isTrue();
    }

    @Test
    void an_outage_ends_when_the_channel_takes_messages_again_and_the_next_one_waits_for_the_window() {
        delivered(
                notice(failed(Incidents.open("inc_1", Level.LOW), "audit"), AT).orElseThrow(), AT);

        var over = said(notices.over("audit", AT.plusSeconds(20)).get(0), AT.plusSeconds(20));
        assertThat(over.pending().type()).isEqualTo(MessageType.INCIDENT_RESOLVED);
        assertThat(over.pending().page()).isFalse();
        delivered(over, AT.plusSeconds(20));
        assertThat(notices.over("audit", AT.plusSeconds(21))).isEmpty();

        var again = notice(failed(Incidents.open("inc_2", Level.LOW), "audit"), AT.plusSeconds(30));
        assertThat(Paging.next(again.orElseThrow(), AT.plusSeconds(30), true, AT))
                .isEqualTo(new Step.Wait(AT.plus(Paging.WINDOW)));
    }

    @Test
    void an_outage_that_somebody_acknowledged_is_told_again_only_after_it_ended_and_began_anew() {
        delivered(
                notice(failed(Incidents.open("inc_1", Level.LOW), "audit"), AT).orElseThrow(), AT);

        var known = said(
                notices.acknowledged("audit", "pagerduty:P1", AT.plusSeconds(5)).get(0), AT.plusSeconds(5));
        assertThat(known.pending().type()).isEqualTo(MessageType.INCIDENT_ACKNOWLEDGED);
        assertThat(known.pending().page()).isFalse();
        delivered(known, AT.plusSeconds(5));
        assertThat(notices.acknowledged("audit", "pagerduty:P2", AT.plusSeconds(6)))
                .isEmpty();
        assertThat(notice(failed(Incidents.open("inc_2", Level.HIGH), "audit"), AT.plusSeconds(10)))
                .isEmpty();
        assertThat(Paging.next(known(), AT.plus(Paging.WINDOW), true, AT)).isEqualTo(new Step.Rest());

        var end = AT.plus(Paging.WINDOW);
        var over = said(notices.over("audit", end).get(0), end);
        assertThat(over.pending().type()).isEqualTo(MessageType.INCIDENT_RESOLVED);
        delivered(over, end);
        var anew = notice(failed(Incidents.open("inc_3", Level.LOW), "audit"), end.plusSeconds(1));
        assertThat(anew.orElseThrow().pending().type()).isEqualTo(MessageType.DELIVERY_FAILED);
        assertThat(anew.orElseThrow().incident().acknowledgedBy()).isNull();
    }

    private Page known() {
        return pages.page(Outage.id("audit"), "oncall").orElseThrow();
    }

    @Test
    void a_channel_whose_outage_is_acknowledged_hears_nothing_in_place_of_another() {
        delivered(
                notice(failed(Incidents.open("inc_1", Level.LOW), "oncall"), AT).orElseThrow(), AT);
        notices.acknowledged("oncall", "pagerduty:P1", AT.plusSeconds(5)).forEach(pages::keep);

        var notice = notice(failed(Incidents.open("inc_2", Level.CRITICAL), "audit"), AT.plusSeconds(10));
        assertThat(notice.orElseThrow().id()).isEqualTo("inc_2/chat");
    }

    @Test
    void a_critical_page_goes_on_where_it_is_told_instead() {
        var instead = notice(failed(Incidents.open("inc_1", Level.CRITICAL), "audit"), AT)
                .orElseThrow();
        assertThat(instead.id()).isEqualTo("inc_1/oncall");
        assertThat(instead.key()).isEqualTo("recount/inc_1");
        assertThat(instead.pending().failure()).isEqualTo("audit: HTTP 500");
        delivered(instead, AT);

        var known = pages.page("inc_1", "oncall").orElseThrow();
        var taken = Incidents.of("inc_1", IncidentStatus.ACKNOWLEDGED, Level.CRITICAL, 1, AT.plusSeconds(5));
        var acknowledged = said(Paging.accept(known, taken).orElseThrow(), AT.plusSeconds(5));
        assertThat(acknowledged.pending().type()).isEqualTo(MessageType.INCIDENT_ACKNOWLEDGED);
        delivered(acknowledged, AT.plusSeconds(5));
        var end = Incidents.of("inc_1", IncidentStatus.RESOLVED, Level.CRITICAL, 1, AT.plusSeconds(6));
        var over = Paging.accept(pages.page("inc_1", "oncall").orElseThrow(), end);
        assertThat(said(over.orElseThrow(), AT.plusSeconds(6)).pending().type())
                .isEqualTo(MessageType.INCIDENT_RESOLVED);
    }

    @Test
    void a_high_one_does_not_go_where_only_critical_ones_are_to_go_and_does_go_to_a_spare_channel() {
        var high = failed(Incidents.open("inc_1", Level.HIGH), "audit");
        assertThat(notice(high, AT).orElseThrow().id()).startsWith(Outage.id("audit"));

        var spare = failed(Paging.instead(high, "oncall", "by hand", AT), AT);
        assertThat(notice(spare, AT).orElseThrow().id()).isEqualTo("inc_1/chat");
    }

    @Test
    void it_is_told_instead_once_and_then_by_the_next_channel_that_does_not_fail_too() {
        var first = failed(Incidents.open("inc_1", Level.CRITICAL), "audit");
        var instead = notice(first, AT).orElseThrow();
        assertThat(notice(first, AT.plusSeconds(1))).isEmpty();

        var next = notice(failed(instead, AT), AT.plusSeconds(2)).orElseThrow();
        assertThat(next.id()).isEqualTo("inc_1/chat");
        assertThat(notice(failed(next, AT), AT.plusSeconds(3)))
                .as("nobody is left")
                .isEmpty();
    }

    @Test
    void a_channel_that_knows_the_incident_hears_only_of_the_channel() {
        delivered(said(Paging.begin(Incidents.open("inc_1", Level.CRITICAL), "oncall"), AT), AT);

        var notice = notice(failed(Incidents.open("inc_1", Level.CRITICAL), "audit"), AT)
                .orElseThrow();
        assertThat(notice.incidentId()).isEqualTo(Outage.id("audit"));
    }
}
