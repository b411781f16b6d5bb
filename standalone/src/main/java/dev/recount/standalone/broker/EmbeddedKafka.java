package dev.recount.standalone.broker;

import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import dev.recount.runtime.settings.HostPort;
import dev.recount.standalone.data.DataDirectory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka of one node in this process, listening on 127.0.0.1 only and keeping its log in a data directory. The
 * directory is locked by its owner, so a second broker on it cannot come to be.
 */
public final class EmbeddedKafka implements Component {

    /** The file in the data directory that says where the running broker listens, for Kafka's own tools. */
    public static final String ADDRESS_FILE = "kafka-address";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int ATTEMPTS = 5;
    private static final int CONNECT_TIMEOUT_MS = 500;

    private final DataDirectory directory;
    private final int fixedPort;
    private @Nullable KafkaRaftServer server;
    private @Nullable HostPort address;

    /** A broker on a free port. */
    public EmbeddedKafka(DataDirectory directory) {
        this(directory, 0);
    }

    /**
     * A broker on a port of the caller's choice.
     *
     * @param port where to listen; 0 takes a free one, which may be another at the next start
     */
    public EmbeddedKafka(DataDirectory directory, int port) {
        this.directory = directory;
        this.fixedPort = port;
    }

    /**
     * Starts, and returns when clients are served. After a kill that takes about two seconds longer.
     *
     * @throws BrokerException if it cannot; nothing is left running then
     */
    public void start() {
        try {
            KafkaStorage.prepare(directory.kafka());
            startOnFreePorts();
            Files.writeString(directory.path().resolve(ADDRESS_FILE), bootstrap() + "\n");
        } catch (IOException e) {
            close();
            throw new BrokerException("the embedded Kafka cannot use " + directory.kafka() + ": " + e.getMessage(), e);
        }
    }

    /** Another process may take a port between our finding it free and Kafka's binding it; then the next is tried. */
    private void startOnFreePorts() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (ServerSocket controller = free(0);
                    ServerSocket broker = free(fixedPort)) {
                requireAnswer(controller);
                address = new HostPort(BrokerProperties.HOST, broker.getLocalPort());
                server = newServer(broker.getLocalPort(), controller.getLocalPort());
            } catch (BindException e) {
                throw fixedPort == 0
                        ? noLoopback(e)
                        : new BrokerException("port " + fixedPort + " is in use; choose another for Kafka", e);
            }
            try {
                // Kafka ends a process whose log it can no longer write; this leaves the reason behind.
                Exit.setHaltProcedure(this::halt);
                server.startup();
                return;
            } catch (RuntimeException e) {
                close();
                if (!isBindFailure(e) || attempt == ATTEMPTS) {
                    throw new BrokerException("the embedded Kafka cannot start: " + rootMessage(e), e);
                }
            }
        }
    }

    private static ServerSocket free(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK));
    }

    /** A Kafka that cannot reach itself starts all the same, and logs that for ever. */
    private static void requireAnswer(ServerSocket listening) {
        try (Socket self = new Socket()) {
            self.connect(listening.getLocalSocketAddress(), CONNECT_TIMEOUT_MS);
        } catch (IOException e) {
            throw noLoopback(e);
        }
    }

    private static BrokerException noLoopback(IOException e) {
        return new BrokerException(
                "nothing can talk to 127.0.0.1 here (" + e.getMessage() + "), which the embedded Kafka needs; bring the"
                        + " loopback interface up (`ip link set lo up`), or use another Kafka with --bootstrap HOST:PORT",
                e);
    }

    private KafkaRaftServer newServer(int brokerPort, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(BrokerProperties.of(directory.kafka(), brokerPort, controllerPort));
        return new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    }

    private void halt(int status, @Nullable String message) {
        LOG.error(
                "the embedded Kafka cannot write its log and stops this process; what was acknowledged is kept, start again"
                        + " once it can: directory={} freeBytes={} error={}",
                directory.kafka(),
                directory.path().toFile().getUsableSpace(),
                message == null ? "see the lines above" : message);
        Runtime.getRuntime().halt(status == 0 ? 1 : status);
    }

    private static boolean isBindFailure(Throwable e) {
        return e instanceof BindException || (e.getCause() != null && isBindFailure(e.getCause()));
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
    }

    /**
     * Where clients connect.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public HostPort bootstrap() {
        if (address == null) {
            throw new IllegalStateException("the broker has not been started");
        }
        return address;
    }

    /** The id that this directory's log has carried since it was made. */
    public String clusterId() throws IOException {
        return KafkaStorage.prepare(directory.kafka());
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Check check() {
        if (server == null) {
            return Check.down("not started");
        }
        try (Socket socket = new Socket()) {
            socket.connect(bootstrap().toSocketAddress(), CONNECT_TIMEOUT_MS);
            return Check.up();
        } catch (IOException e) {
            return Check.down("does not answer");
        }
    }

    @Override
    public void close() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }
}
