package dev.recount.delivery.desk;

import dev.recount.delivery.answer.Answer;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.file.FileProblem;
import dev.recount.delivery.http.Deliveries;
import dev.recount.delivery.outage.Outage;
import dev.recount.delivery.paging.DeadLetter;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.retry.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers for the desk, on whatever thread asks. */
public final class DeskDeliveries implements Deliveries {

    /** Has the desk's thread answer. */
    public interface Ask {
        /** Returns once it has. */
        <T> T of(Callable<T> question) throws InterruptedException;
    }

    private final Desk desk;
    private final Ask ask;
    private final Dispatch.Ways ways;
    private final Probe probe;
    private final Responses responses;
    private final Function<String, List<Page>> log;
    private final Supplier<List<FileProblem>> problems;

    /** @param log reads what was kept of an incident that the desk no longer holds */
    public DeskDeliveries(
            Desk desk,
            Ask ask,
            Desk.Outside outside,
            Responses responses,
            Function<String, List<Page>> log,
            Supplier<List<FileProblem>> problems) {
        this.desk = desk;
        this.ask = ask;
        this.ways = outside.ways();
        this.probe = new Probe(ways, outside.receipts());
        this.responses = responses;
        this.log = log;
        this.problems = problems;
    }

    private <T> T asked(Callable<T> question) {
        try {
            return ask.of(question);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is stopping", e);
        }
    }

    @Override
    public List<ChannelState> channels() {
        return asked(() -> desk.file().channels().stream()
                .map(channel -> new ChannelState(channel, desk.closed(channel)))
                .toList());
    }

    @Override
    public List<FileProblem> fileProblems() {
        return problems.get();
    }

    @Override
    public Optional<List<Page>> pages(String incidentId) {
        var held = asked(() -> desk.book().of(incidentId));
        boolean inLog = held.isEmpty() && asked(() -> desk.book().isRetired(incidentId));
        var pages = inLog ? log.apply(incidentId) : held;
        return pages.isEmpty() && ways.surroundings().incident(incidentId).isEmpty()
                ? Optional.empty()
                : Optional.of(pages);
    }

    @Override
    public List<Page> pages() {
        return asked(() -> desk.book().all());
    }

    @Override
    public Optional<Card> card(String incidentId) {
        return ways.surroundings()
                .incident(incidentId)
                .map(incident ->
                        Card.of(incident, ways.surroundings().revokeFirst(incident), 0, ways.link(incidentId)));
    }

    @Override
    public Optional<Page> resend(String incidentId, String channel) {
        return asked(() -> desk.book().of(incidentId).stream()
                .filter(page -> page.channel().equals(channel) && page.about() == null)
                .findFirst()
                .map(page -> {
                    desk.resend(page);
                    return desk.book().now(page).orElse(page);
                }));
    }

    @Override
    public List<Page> resendFailed(String channel) {
        return asked(() -> {
            var dead = desk.book().all().stream()
                    .filter(page -> page.channel().equals(channel) && DeadLetter.isOne(page))
                    .toList();
            dead.forEach(desk::resend);
            return dead;
        });
    }

    @Override
    public Optional<Channel> channel(String name) {
        return asked(() -> desk.file().channel(name));
    }

    @Override
    public void take(Channel channel, Answer answer) throws IOException {
        var page = asked(() -> desk.book().told(channel.name(), answer.key()))
                .filter(told -> answer.isNews(told.incident().status()));
        if (page.isPresent()) {
            var told = page.get().incident();
            var event = answer.event(told.id(), channel.type());
            responses.record(event);
            if (Outage.isOne(told)) {
                acknowledge(Outage.channel(told), String.valueOf(event.actorId()));
            }
        }
    }

    /** Detection knows nothing of outages, so nobody but the desk takes it in. */
    private void acknowledge(String channel, String by) {
        asked(() -> {
            desk.acknowledge(channel, by);
            return true;
        });
    }

    @Override
    public Optional<Verdict> test(String channel) {
        return channel(channel).map(this::test);
    }

    private Verdict test(Channel channel) {
        var verdict = probe.of(channel, ways.link(""));
        if (verdict instanceof Verdict.Delivered) {
            asked(() -> {
                desk.reopen(channel);
                return true;
            });
        }
        return verdict;
    }
}
