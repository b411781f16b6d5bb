package dev.recount.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.runtime.health.Check;
import dev.recount.runtime.settings.HostPort;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.standalone.data.DataDirectoryException;
import dev.recount.topic.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaTest {

    private static final TopicPartition LOG = new TopicPartition("log", 0);

    @TempDir
    Path directory;

    /** What the child process of {@link #keeps_every_acknowledged_record_when_it_is_killed} runs. */
    public static void main(String[] args) throws Exception {
        try (DataDirectory data = DataDirectory.open(Path.of(args[0]));
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            kafka.start();
            try (Producer producer = new Producer(kafka)) {
                for (int i = 0; ; i++) {
                    producer.write(Integer.toString(i));
                    System.out.println(i);
                }
            }
        }
    }

    /** Writes one record at a time to a topic it makes if need be. */
    private static final class Producer implements AutoCloseable {
        private final KafkaProducer<String, String> client;

        Producer(EmbeddedKafka kafka) {
            try (Admin admin = admin(kafka)) {
                new TopicSetup(admin, Duration.ofSeconds(20)).ensure(List.of(new NewTopic(LOG.topic(), 1, (short) 1)));
            }
            client = new KafkaProducer<>(address(kafka), new StringSerializer(), new StringSerializer());
        }

        void write(String value) throws Exception {
            client.send(new ProducerRecord<>(LOG.topic(), value)).get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(address(kafka));
    }

    private static Map<String, Object> address(EmbeddedKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrap().toString());
    }

    private static List<String> everythingIn(EmbeddedKafka kafka) {
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(address(kafka), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(LOG));
            consumer.seekToBeginning(List.of(LOG));
            long end = consumer.endOffsets(List.of(LOG)).get(LOG);
            while (consumer.position(LOG) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    @Test
    void keeps_its_records_and_its_identity_over_a_restart() throws Exception {
        String clusterId;
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            assertThat(kafka.check()).isEqualTo(Check.down("not started"));
            kafka.start();
            assertThat(kafka.check()).isEqualTo(Check.up());
            assertThat(directory.resolve(EmbeddedKafka.ADDRESS_FILE))
                    .hasContent(kafka.bootstrap().toString());
            clusterId = kafka.clusterId();
            try (Producer producer = new Producer(kafka)) {
                producer.write("kept");
            }
        }

        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            kafka.start();

            assertThat(kafka.clusterId()).isEqualTo(clusterId);
            assertThat(everythingIn(kafka)).containsExactly("kept");
            try (Admin admin = admin(kafka)) {
                assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
                assertThat(new TopicSetup(admin, Duration.ofSeconds(20))
                                .ensure(List.of(new NewTopic("log", 1, (short) 1), new NewTopic("more", 3, (short) 1))))
                        .containsExactly("more");
                assertThat(partitionsOfKinAfterEvents(admin)).isEqualTo(3);
            }
        }
    }

    /** Both hold a session in the same place, whatever the number is by now. */
    private static int partitionsOfKinAfterEvents(Admin admin) throws Exception {
        var setup = new TopicSetup(admin, Duration.ofSeconds(20));
        var kin = Topics.KIN.name();
        setup.ensure(List.of(new NewTopic(Topics.EVENTS.name(), 3, (short) 1)));
        setup.ensure(List.of(new NewTopic(kin, 1, (short) 1)));
        return admin.describeTopics(List.of(kin))
                .allTopicNames()
                .get()
                .get(kin)
                .partitions()
                .size();
    }

    @Test
    void keeps_every_acknowledged_record_when_it_is_killed() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedKafkaTest.class.getName(),
                        directory.toString())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        int acknowledged = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Integer.parseInt(line) + 1;
                if (acknowledged == 200) {
                    assertThatThrownBy(() -> DataDirectory.open(directory))
                            .isInstanceOf(DataDirectoryException.class)
                            .hasMessageContaining("(process " + child.pid() + ")");
                    // Through the handle, because destroying the Process itself would drop what is still in the pipe.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(acknowledged)
                .as(Files.readString(directory.resolve("stderr")))
                .isGreaterThanOrEqualTo(200);

        long killed = System.nanoTime();
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            kafka.start();
            Duration restart = Duration.ofNanos(System.nanoTime() - killed);

            List<String> expected =
                    IntStream.range(0, acknowledged).mapToObj(Integer::toString).toList();
            assertThat(everythingIn(kafka)).startsWith(expected.toArray(String[]::new));
            assertThat(restart).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void listens_where_it_is_told_and_says_when_it_cannot() throws IOException {
        int port;
        try (DataDirectory data = DataDirectory.open(directory)) {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    EmbeddedKafka kafka = new EmbeddedKafka(data, taken.getLocalPort())) {
                port = taken.getLocalPort();
                assertThatThrownBy(kafka::start)
                        .isInstanceOf(BrokerException.class)
                        .hasMessage("port " + port + " is in use; choose another for Kafka");
            }
            try (EmbeddedKafka kafka = new EmbeddedKafka(data, port)) {
                kafka.start();
                assertThat(kafka.bootstrap()).isEqualTo(new HostPort("127.0.0.1", port));
            }
        }
    }

    @Test
    void formats_anew_where_an_earlier_format_was_cut_short() throws IOException {
        Files.createDirectories(directory.resolve("kafka.new/rest"));

        String clusterId = KafkaStorage.prepare(directory.resolve("kafka"));

        assertThat(KafkaStorage.prepare(directory.resolve("kafka"))).isEqualTo(clusterId);
        assertThat(directory.resolve("kafka.new")).doesNotExist();
    }
}
