package dev.recount.delivery.wiring;

import dev.recount.delivery.card.Card;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.file.FileProblem;
import dev.recount.delivery.http.Deliveries;
import dev.recount.delivery.paging.MessageId;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Sender;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Answers for the desk, on whatever thread asks. */
final class DeskDeliveries implements Deliveries {

    /** Has the desk's thread answer. */
    interface Ask {
        <T> T of(Callable<T> question) throws InterruptedException;
    }

    private final Desk desk;
    private final Ask ask;
    private final Sender sender;
    private final Surroundings surroundings;
    private final Supplier<List<FileProblem>> problems;
    private final Clock clock;

    DeskDeliveries(
            Desk desk,
            Ask ask,
            Sender sender,
            Surroundings surroundings,
            Supplier<List<FileProblem>> problems,
            Clock clock) {
        this.desk = desk;
        this.ask = ask;
        this.sender = sender;
        this.surroundings = surroundings;
        this.problems = problems;
        this.clock = clock;
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
        var pages = asked(() -> desk.pages(incidentId));
        return pages.isEmpty() && surroundings.incident(incidentId).isEmpty() ? Optional.empty() : Optional.of(pages);
    }

    @Override
    public Optional<Card> card(String incidentId) {
        return surroundings
                .incident(incidentId)
                .map(incident -> Card.of(incident, surroundings.revokeFirst(incident), 0, desk.link(incidentId)));
    }

    @Override
    public Optional<Page> resend(String incidentId, String channel) {
        return asked(() -> desk.pages(incidentId).stream()
                .filter(page -> page.channel().equals(channel) && page.about() == null)
                .findFirst()
                .map(page -> {
                    desk.resend(page);
                    return desk.pages(incidentId).stream()
                            .filter(now -> now.id().equals(page.id()))
                            .findFirst()
                            .orElse(page);
                }));
    }

    @Override
    public Optional<Verdict> test(String channel) {
        return asked(() -> desk.file().channel(channel)).map(this::test);
    }

    private Verdict test(Channel channel) {
        var verdict = sender.send(channel, message(channel, desk.link("")));
        if (verdict instanceof Verdict.Delivered) {
            asked(() -> {
                desk.reopen(channel);
                return true;
            });
        }
        return verdict;
    }

    private Message message(Channel channel, URI link) {
        var now = clock.instant();
        var card = new Card(
                "TEST",
                "Recount can reach the channel " + channel.name() + ".",
                "Nothing happened.",
                "Nothing.",
                List.of(),
                "nothing; somebody asked for this message.",
                link,
                0);
        var id = MessageId.of("test/" + channel.name(), now.toEpochMilli());
        return new Message(id, MessageType.TEST, "recount/test", null, card, true, now, null);
    }
}
