package dev.recount.evidence.log;

import dev.recount.evidence.audit.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks the brokers what they delete from a topic. */
final class TopicExpiry {

    private static final long TIMEOUT_SECONDS = 10;

    private TopicExpiry() {}

    /** @throws KafkaException when they do not say */
    static Expiry of(Map<String, Object> kafka, String topic, Instant asOf) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = Admin.create(kafka)) {
            var configs = admin.describeConfigs(List.of(resource)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return of(Objects.requireNonNull(configs.get(resource)), asOf);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("asking for the settings of " + topic + " was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the brokers do not say how long " + topic + " is kept", e);
        }
    }

    private static Expiry of(Config config, Instant asOf) {
        boolean deletes =
                config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
        long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        long bytes =
                Long.parseLong(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value());
        return new Expiry(
                deletes && millis >= 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty(),
                deletes && bytes >= 0,
                asOf);
    }
}
