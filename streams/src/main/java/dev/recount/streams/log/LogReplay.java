package dev.recount.streams.log;

import dev.recount.alert.Alert;
import dev.recount.codec.Codecs;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.replay.AlertDifference;
import dev.recount.streams.replay.Replay;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import dev.recount.streams.replay.TimeRange;
import dev.recount.topic.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Runs everything on {@code recount.events} through rules again and holds what they say against {@code recount.alerts}. */
public final class LogReplay {

    private static final String RULES = RegistryKind.RULES.wire();

    private final TopicReader topics;
    private final Codecs codecs;
    private final ReplayBounds bounds;

    public LogReplay(TopicReader topics, Codecs codecs, ReplayBounds bounds) {
        this.topics = topics;
        this.codecs = codecs;
        this.bounds = bounds;
    }

    /**
     * Runs.
     *
     * @param rules makes the rules of the registry's entries of the kind {@code rules}
     * @param range of what the report speaks; all events are run through all the same, because what is in it rests on what was before
     * @param now until when what rests on something absent has been waited for
     * @throws dev.recount.streams.replay.TooManyMatches when the rules match too much
     * @throws InterruptedException when the thread is interrupted
     */
    public ReplayReport run(
            Function<Collection<RegistryEntry>, RuleBook> rules, TimeRange range, Instant now, ReplayProgress progress)
            throws InterruptedException {
        var entries = topics.latest(Topics.REGISTRY).stream()
                .map(codecs.registry()::decode)
                .toList();
        var replay = new Replay(
                rules.apply(of(entries, true)), book(of(entries, false)), bounds.rememberedMax(), bounds.matchesMax());
        var reading = new EventReading(topics, codecs.events(), replay, progress);
        reading.run(bounds.threads());
        var replayed = replay.result(range, now);
        return new ReplayReport(
                AlertDifference.of(recorded(), replayed.alerts(), range),
                replayed.rules(),
                progress.events(),
                reading.unreadable());
    }

    private static List<RegistryEntry> of(List<RegistryEntry> entries, boolean rules) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(RULES) == rules)
                .toList();
    }

    private static ReferenceBook book(List<RegistryEntry> entries) {
        var book = new ReferenceBook();
        entries.forEach(book::apply);
        return book;
    }

    private List<Alert> recorded() {
        return topics.latest(Topics.ALERTS).stream()
                .map(codecs.alerts()::decode)
                .toList();
    }
}
