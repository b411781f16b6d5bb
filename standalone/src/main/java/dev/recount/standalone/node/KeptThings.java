package dev.recount.standalone.node;

import dev.recount.event.EventType;
import dev.recount.evidence.erasure.Retention;
import dev.recount.runtime.problem.Problem;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What a node keeps and how long, as the brokers have it set now. */
final class KeptThings {

    private static final long TIMEOUT_SECONDS = 10;
    private static final List<Retention> FILES = List.of(
            forever("index", "one copy of each event and of what was derived, to be asked", "the data directory"),
            forever("evidence", "the tree: ids, times and digests of records", "the data directory"),
            forever("exports", "bundles that were asked for", "the data directory; deleting a file there deletes it"),
            forever("person-keys", "who is behind a pseudonym, and their key", "until erased"),
            forever("class-keys", "the key of each class and day of retention.classes", "until the day is forgotten"),
            forever("streams", "what detection remembers of sessions, made again from topics", "the data directory"),
            forever("fingerprint-key", "what secrets are fingerprinted with", "the data directory"),
            new Retention(
                    "logs",
                    "what the process says of itself",
                    Optional.empty(),
                    false,
                    false,
                    "the newest 60 MB: six files of 10 MB"));

    private static final String NOT_HELD =
            "; the brokers delete whatever legal hold is in force: for as long as one is, set "
                    + TopicConfig.RETENTION_MS_CONFIG + "=-1 and " + TopicConfig.RETENTION_BYTES_CONFIG + "=-1";

    private final String bootstrap;
    private final Map<EventType, Duration> periods;

    /** @param periods how long what events of a class say is kept */
    KeptThings(String bootstrap, Map<EventType, Duration> periods) {
        this.bootstrap = bootstrap;
        this.periods = periods;
    }

    private static Retention forever(String what, String holds, String set) {
        return new Retention(what, holds, Optional.empty(), false, true, set);
    }

    /** Asks the brokers. */
    List<Retention> all() {
        var kept = new ArrayList<Retention>();
        var configs = configs();
        Topics.ALL.forEach(topic -> kept.add(kept(topic, Objects.requireNonNull(configs.get(topic.name())))));
        new TreeMap<>(periods).forEach((type, period) -> kept.add(said(type, period)));
        kept.addAll(FILES);
        return kept;
    }

    private static Retention said(EventType type, Duration period) {
        return new Retention(
                "class " + type.wire(),
                "what events of the class say: summaries, arguments, statements, raw records; the rest stays with the log",
                Optional.of(period),
                false,
                true,
                ClassPeriods.KEY.name() + "; counted from the end of the day of recording; any legal hold beats it");
    }

    private Map<String, Config> configs() {
        var resources = Topics.ALL.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            return admin.describeConfigs(resources).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.UNAVAILABLE.because("the process is ending");
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.UNAVAILABLE.because("the brokers do not say how long topics are kept");
        }
    }

    static Retention kept(Topic topic, Config config) {
        var policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        long bytes =
                Long.parseLong(config.get(TopicConfig.RETENTION_BYTES_CONFIG).value());
        boolean cuts = policy.contains(TopicConfig.CLEANUP_POLICY_DELETE);
        boolean deletes = cuts && millis >= 0;
        boolean held = !deletes && !(cuts && bytes >= 0);
        return new Retention(
                topic.name(),
                topic.holds(),
                deletes ? Optional.of(Duration.ofMillis(millis)) : Optional.empty(),
                policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT),
                held,
                "the topic's " + TopicConfig.RETENTION_MS_CONFIG + " and " + TopicConfig.CLEANUP_POLICY_CONFIG
                        + (held ? "" : NOT_HELD));
    }
}
