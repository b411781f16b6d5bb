package dev.recount.standalone.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.broker.KafkaKeys;
import dev.recount.standalone.broker.PublicTopics;
import dev.recount.standalone.broker.TopicSetup;
import dev.recount.standalone.client.ServerAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "topics", description = "Makes the topics of an external Kafka.", synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RecountCommand root;

    TopicsCommand(RecountCommand root) {
        this.root = root;
    }

    @Command(name = "create", description = "Makes the topics that are missing; those that are there stay as they are.")
    int create(
            @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "The Kafka; else the local one.")
                    @Nullable
                    String bootstrap,
            @Option(names = "--partitions", paramLabel = "N", description = "Partitions of recount.events.") @Nullable
                    String partitions,
            @Option(names = "--replication", paramLabel = "N", description = "Copies of each partition.") @Nullable
                    String replication)
            throws IOException {
        Settings settings = root.settings(
                KafkaKeys.KEYS.and(Keys.of(ServerAddress.DATA)), given(bootstrap, partitions, replication));
        List<NewTopic> topics =
                PublicTopics.with(settings.get(KafkaKeys.PARTITIONS), settings.get(KafkaKeys.REPLICATION));
        List<HostPort> kafka = KafkaAddress.of(settings);
        TopicSetup.requireAnswer(kafka);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.stream().map(HostPort::toString).toList(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis() / 3))) {
            List<String> made = new TopicSetup(admin, TIMEOUT).ensure(topics);
            for (NewTopic topic : topics) {
                boolean created = made.contains(topic.name());
                root.terminal()
                        .result(
                                root.output(),
                                (created ? "created  " : "existing ") + topic.name(),
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("topic", topic.name())
                                        .put("created", created));
            }
        }
        return ExitCode.DONE;
    }

    private static Map<String, String> given(
            @Nullable String bootstrap, @Nullable String partitions, @Nullable String replication) {
        Map<String, String> flags = new HashMap<>();
        if (bootstrap != null) {
            flags.put("bootstrap", bootstrap);
        }
        if (partitions != null) {
            flags.put("partitions", partitions);
        }
        if (replication != null) {
            flags.put("replication", replication);
        }
        return flags;
    }
}
