package dev.recount.runtime;

import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessControl;
import dev.recount.runtime.access.SecurityHeaders;
import dev.recount.runtime.health.Component;
import dev.recount.runtime.health.HealthRoutes;
import dev.recount.runtime.problem.ProblemAnswers;
import dev.recount.runtime.problem.TransportProblems;
import dev.recount.runtime.settings.HostPort;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * One HTTP port with everything every port has: security headers, names to find a request by, the token check, health,
 * problems. Opens nothing until started.
 */
public final class HttpServer implements AutoCloseable {

    /**
     * What a server needs to know.
     *
     * @param address where to listen; port 0 takes a free one
     * @param bodyBytesMax the largest request body that is read; more is a 413
     */
    public record Config(HostPort address, long bodyBytesMax) {

        public Config {
            Objects.requireNonNull(address, "address");
            if (bodyBytesMax < 1) {
                throw new IllegalArgumentException("bodyBytesMax: " + bodyBytesMax + " (expected: 1 or more)");
            }
        }
    }

    private static final long STOP_TIMEOUT_MS = 5_000;
    private static final int VIRTUAL_THREADS_SINCE = 21;

    private final Config config;
    private final Javalin javalin;

    /**
     * Puts the server together.
     *
     * @param components asked by {@code /readyz}; the server does not own them
     * @param groups what is served, besides health
     */
    public HttpServer(Config config, Access access, List<? extends Component> components, List<RouteGroup> groups) {
        this(config, access, components, groups, UnaryOperator.identity());
    }

    /**
     * As {@link #HttpServer(Config, Access, List, List)}.
     *
     * @param shown takes secrets out of what an error says of a request
     */
    public HttpServer(
            Config config,
            Access access,
            List<? extends Component> components,
            List<RouteGroup> groups,
            UnaryOperator<String> shown) {
        this.config = config;
        this.javalin = Javalin.create(setup -> {
            transport(setup, config);
            RequestTrace.addTo(setup.routes);
            new AccessControl(access).addTo(setup.routes);
            ProblemAnswers.addTo(setup.routes, shown);
            new HealthRoutes(components).addTo(setup.routes);
            groups.forEach(group -> group.addTo(setup.routes));
        });
        HeadRoutes.addTo(javalin);
    }

    private static void transport(JavalinConfig setup, Config config) {
        setup.startup.showJavalinBanner = false;
        setup.startup.showOldJavalinVersionWarning = false;
        setup.startup.startupWatcherEnabled = false;
        setup.concurrency.useVirtualThreads = Runtime.version().feature() >= VIRTUAL_THREADS_SINCE;
        setup.http.prefer405over404 = true;
        setup.http.maxRequestSize = config.bodyBytesMax();
        setup.jetty.host = config.address().host();
        setup.jetty.port = config.address().port();
        setup.jetty.modifyHttpConfiguration(HttpServer::request);
        setup.jetty.modifyHttpConfiguration(SecurityHeaders::addTo);
        setup.jetty.modifyServer(server -> {
            server.setErrorHandler(new TransportProblems(SecurityHeaders.ALL));
            server.setStopTimeout(STOP_TIMEOUT_MS);
        });
    }

    private static void request(HttpConfiguration http) {
        // Ids of resources hold slashes and percent signs, so a path segment may hold them, encoded.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "ids-in-paths",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
    }

    /**
     * Finds out whether a port could be opened, for a process that has much to start before it opens it.
     *
     * @throws IOException if it is taken or may not be used; the message names it
     */
    public static void requireFree(HostPort address) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address.host(), address.port()));
        } catch (SocketException e) {
            throw new IOException(refusal(address), e);
        }
    }

    private static String refusal(HostPort address) {
        return isOfThisMachine(address.host())
                ? address + " is in use or may not be used; choose another port"
                : address.host() + " is no address of this machine; choose one of its own with --host";
    }

    private static boolean isOfThisMachine(String host) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it is taken or may not be used; the message names it
     */
    public void start() throws IOException {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new IOException(refusal(config.address()), e);
        }
    }

    /** The port that is open, also if 0 was asked for. */
    public int port() {
        return javalin.port();
    }

    /** Stops taking requests and lets those in flight finish, for five seconds at most. */
    @Override
    public void close() {
        javalin.stop();
    }
}
