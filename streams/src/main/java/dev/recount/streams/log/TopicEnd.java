package dev.recount.streams.log;

import dev.recount.topic.Topic;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/** Where a topic ended at a moment. */
public final class TopicEnd {

    private final TopicReader topics;
    private final List<TopicReader.Span> spans;

    /** The end of a topic now. */
    public TopicEnd(TopicReader topics, Topic topic) {
        this.topics = topics;
        this.spans = topics.spans(topic);
    }

    /**
     * Whether somebody has read all that was there.
     *
     * @param next offset of the first record of a partition that they have not read; behind it may be offsets without a record,
     *     such as marks of transactions
     */
    public boolean isReached(ToLongFunction<TopicPartition> next) {
        return spans.stream().noneMatch(span -> {
            long from = Math.max(span.begin(), next.applyAsLong(span.at()));
            return from < span.end() && topics.hasRecord(span.at(), from, span.end());
        });
    }
}
