package dev.recount.standalone.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A Kafka that is not ours, in a container, on a port that stays the same when it is killed and started again. The image is
 * {@code KAFKA_IMAGE}, or the official one; {@code .ci/images} makes one where none can be pulled.
 */
final class ExternalKafka implements AutoCloseable {

    private static final String OFFICIAL = "apache/kafka";

    private final KafkaContainer container;
    private final int port;

    private ExternalKafka(KafkaContainer container, int port) {
        this.container = container;
        this.port = port;
    }

    static ExternalKafka start() throws IOException {
        int port = freePort();
        var container = new KafkaContainer(image()).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.setPortBindings(List.of("127.0.0.1:" + port + ":9092"));
        container.start();
        return new ExternalKafka(container, port);
    }

    private static DockerImageName image() {
        var named = System.getenv("KAFKA_IMAGE");
        var image = named == null ? OFFICIAL + ":" + System.getProperty("recount.kafka.version") : named;
        return DockerImageName.parse(image).asCompatibleSubstituteFor(OFFICIAL);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Ends the broker as a power cut would end it. */
    void kill() {
        DockerClientFactory.instance()
                .client()
                .killContainerCmd(container.getContainerId())
                .exec();
    }

    /** Starts the killed broker on what it had written; clients find it when it is ready. */
    void startAgain() {
        DockerClientFactory.instance()
                .client()
                .startContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
