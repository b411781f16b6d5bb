package dev.recount.streams.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.recount.codec.RecordAvro;
import dev.recount.codec.UndecodableRecord;
import dev.recount.event.Event;
import dev.recount.streams.replay.Lane;
import dev.recount.streams.replay.Replay;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.topic.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads all events into the lanes of a replay, side by side; a slice that is too much to remember is halved and read again. */
final class EventReading {

    private static final int REPORTED_EVERY = 1_000;

    private final TopicReader topics;
    private final RecordAvro<Event> codec;
    private final Replay replay;
    private final ReplayProgress progress;
    private final LongAdder unreadable = new LongAdder();

    EventReading(TopicReader topics, RecordAvro<Event> codec, Replay replay, ReplayProgress progress) {
        this.topics = topics;
        this.codec = codec;
        this.replay = replay;
        this.progress = progress;
    }

    /** Records that hold no event. */
    long unreadable() {
        return unreadable.sum();
    }

    void run(int threads) throws InterruptedException {
        var spans = topics.spans(Topics.EVENTS);
        progress.begin(spans.stream().mapToLong(TopicReader.Span::length).sum());
        var told = topics.spans(Topics.KIN).stream().collect(toMap(TopicReader.Span::partition, span -> span));
        int parts = spans.isEmpty() ? 1 : (threads + spans.size() - 1) / spans.size();
        var pool = Executors.newFixedThreadPool(threads, EventReading::reader);
        try {
            var results = new ExecutorCompletionService<List<Slice>>(pool);
            int open = 0;
            for (TopicReader.Span span : longestFirst(spans)) {
                for (int part = 0; part < parts; part++) {
                    open += submit(
                            results,
                            List.of(new Slice(span, Optional.ofNullable(told.get(span.partition())), part, parts)));
                }
            }
            while (open > 0) {
                open += submit(results, finished(results)) - 1;
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** So that no thread begins with much when the others have nothing left. */
    private static List<TopicReader.Span> longestFirst(List<TopicReader.Span> spans) {
        return spans.stream()
                .sorted(Comparator.comparing(TopicReader.Span::length).reversed())
                .toList();
    }

    private int submit(ExecutorCompletionService<List<Slice>> results, List<Slice> slices) {
        slices.forEach(slice -> results.submit(() -> read(slice)));
        return slices.size();
    }

    private static List<Slice> finished(ExecutorCompletionService<List<Slice>> results) throws InterruptedException {
        try {
            return results.take().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Thread reader(Runnable work) {
        var thread = new Thread(work, "recount-replay-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** What is left to read: nothing, or the slice's halves. */
    private List<Slice> read(Slice slice) {
        var lane = replay.lane();
        var pass = new Pass(slice, lane);
        slice.told().ifPresent(told -> topics.read(told, pass::tell));
        topics.read(slice.span(), pass::accept);
        pass.report();
        if (lane.isFull()) {
            progress.add(-pass.reported);
            return slice.halves();
        }
        replay.add(lane);
        unreadable.add(pass.unreadable);
        return List.of();
    }

    /** One reading of a slice. */
    private final class Pass {
        private final Slice slice;
        private final Lane lane;
        private long seen;
        private long reported;
        private long unreadable;

        Pass(Slice slice, Lane lane) {
            this.slice = slice;
            this.lane = lane;
        }

        boolean accept(ConsumerRecord<byte[], byte[]> record) {
            if (!slice.holds(record.key())) {
                return true;
            }
            unreadable += accepted(record.value()) ? 0 : 1;
            if (++seen % REPORTED_EVERY == 0) {
                report();
            }
            return !lane.isFull();
        }

        boolean tell(ConsumerRecord<byte[], byte[]> record) {
            if (slice.holds(record.key())) {
                try {
                    lane.tell(new String(record.key(), UTF_8), () -> codec.decode(record.value()));
                } catch (UndecodableRecord e) {
                    unreadable++;
                }
            }
            return !lane.isFull();
        }

        /** False where detection, too, puts the record aside. */
        private boolean accepted(byte @Nullable [] value) {
            try {
                return value != null && accept(value);
            } catch (UndecodableRecord e) {
                return false;
            }
        }

        private boolean accept(byte[] value) {
            var seen = codec.decode(value, replay.glance());
            boolean complete = seen.id() != null && seen.occurredAt() != null && seen.recordedAt() != null;
            if (complete) {
                lane.accept(seen, () -> codec.decode(value));
            }
            return complete;
        }

        void report() {
            progress.add(seen - reported);
            reported = seen;
        }
    }
}
