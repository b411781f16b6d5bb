package dev.recount.standalone.node;

import dev.recount.ingest.log.KafkaEventLog;
import dev.recount.ingest.log.UnderWay;
import dev.recount.query.log.Recording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Events on their way to the log: those of this process exactly. Those of other processes on the same Kafka are given so long
 * from their time of recording, which is that of their clocks, until the broker has them.
 *
 * @param isAlone whether there can be no others
 */
record NodeRecording(UnderWay underWay, KafkaEventLog log, boolean isAlone, Clock clock) implements Recording {

    private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

    @Override
    public Instant inLog() {
        var own = underWay.settled();
        var others = clock.instant().minus(ON_THE_WAY);
        return isAlone || own.isBefore(others) ? own : others;
    }

    @Override
    public Map<TopicPartition, Long> acknowledged() {
        return log.acknowledged();
    }
}
