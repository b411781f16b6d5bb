package dev.recount.ingest.log;

import java.time.Duration;
import java.util.Map;

/**
 * How records are produced.
 *
 * @param bootstrap Kafka's {@code bootstrap.servers}
 * @param linger how long a record may wait for others to share a request with
 * @param deliveryTimeout how long an acknowledgement may take before the record has failed
 * @param extra further settings by Kafka's own names, such as those for TLS
 */
public record ProducerSettings(String bootstrap, Duration linger, Duration deliveryTimeout, Map<String, String> extra) {
    public ProducerSettings {
        extra = Map.copyOf(extra);
    }
}
