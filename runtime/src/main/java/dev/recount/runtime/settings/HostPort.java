package dev.recount.runtime.settings;

import java.net.InetSocketAddress;

/**
 * A host name or address with a port, written {@code host:port} or {@code [v6 address]:port}.
 *
 * @param host name or address, without brackets
 * @param port 0 to 65535; 0 asks the system for a free one where that makes sense
 */
public record HostPort(String host, int port) {

    public HostPort {
        if (host.isBlank() || host.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("host: '" + host + "' (expected: a name or an address)");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (colon < 1 || (host.contains(":") && !bracketed)) {
            throw new IllegalArgumentException("'" + text + "' (expected: host:port)");
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' (expected: host:port with a number as port)", e);
        }
    }

    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
