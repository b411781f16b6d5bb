package dev.recount.query.log;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What is known of events on their way to the log. */
public interface Recording {

    /** All that is recorded up to then is in the log; what comes is recorded after it. */
    Instant inLog();

    /** The offset of the last event of each partition that was acknowledged to this process. */
    Map<TopicPartition, Long> acknowledged();

    /** Whether events are recorded by nobody but this process. */
    boolean isAlone();
}
