package dev.recount.ingest.log;

import dev.recount.runtime.health.Component;
import dev.recount.topic.Topic;
import org.jspecify.annotations.Nullable;

/** The append side of the topics. */
public interface EventLog extends Component {

    /** Told once, on any thread, what became of a record. */
    @FunctionalInterface
    interface Appended {

        /**
         * The fate of the record.
         *
         * @param failure null when the record is durable; otherwise why it is not, or not certainly, in the log
         */
        void done(@Nullable Exception failure);
    }

    /**
     * Appends a record. Records of one key and topic keep the order in which they were handed over by one thread.
     *
     * @param appended called exactly once, also when this method cannot take the record
     */
    void append(Topic topic, String key, byte[] value, Appended appended);
}
