package dev.recount.delivery.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Sockets that look at the very address they connect to. */
final class GuardedSockets extends SocketFactory {

    private final Predicate<InetAddress> open;

    GuardedSockets(Predicate<InetAddress> open) {
        this.open = open;
    }

    private static final class Guarded extends Socket {

        private final Predicate<InetAddress> open;

        Guarded(Predicate<InetAddress> open) {
            this.open = open;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress internet && internet.getAddress() != null) {
                var unused = GuardedDns.only(open, internet.getHostString(), new InetAddress[] {internet.getAddress()});
            }
            super.connect(endpoint, timeout);
        }
    }

    @Override
    public Socket createSocket() {
        return new Guarded(open);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        var socket = new Guarded(open);
        socket.connect(address, 0);
        return socket;
    }
}
