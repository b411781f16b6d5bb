package dev.recount.delivery.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Sockets of one attempt, which look at the very address they connect to and can all be cut off. */
final class GuardedSockets extends SocketFactory {

    private final Predicate<InetAddress> open;
    private final Set<Socket> made = ConcurrentHashMap.newKeySet();
    private volatile boolean cutOff;

    /** @param open the addresses that they may connect to */
    GuardedSockets(Predicate<InetAddress> open) {
        this.open = open;
    }

    private final class Guarded extends Socket {
        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress internet && internet.getAddress() != null) {
                var unused = GuardedDns.only(open, internet.getHostString(), new InetAddress[] {internet.getAddress()});
            }
            made.add(this);
            if (cutOff) {
                throw new SocketException("cut off");
            }
            super.connect(endpoint, timeout);
        }
    }

    /** Closes them all, and connects no more. */
    void cutOff() {
        cutOff = true;
        for (Socket socket : made) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no use either way.
            }
        }
    }

    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public Socket createSocket() {
        return new Guarded();
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
        var socket = new Guarded();
        socket.connect(address, 0);
        return socket;
    }
}
