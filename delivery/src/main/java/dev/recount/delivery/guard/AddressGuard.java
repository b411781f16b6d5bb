package dev.recount.delivery.guard;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which addresses a delivery may go to: those of the public internet. Refused are loopback, private, link-local (where
 * clouds keep their metadata), shared, multicast, documentation and reserved ranges (IANA special-purpose registries),
 * also where they hide in an IPv6 address.
 */
public final class AddressGuard {

    private static final List<Range> REFUSED = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 4),
            Range.of("240.0.0.0", 4),
            Range.of("168.63.129.16", 32),
            Range.of("::", 127),
            Range.of("100::", 64),
            Range.of("2001::", 23),
            Range.of("2001:db8::", 32),
            Range.of("3fff::", 20),
            Range.of("5f00::", 16),
            Range.of("fc00::", 7),
            Range.of("fe80::", 10),
            Range.of("fec0::", 10),
            Range.of("ff00::", 8));

    private static final Range NAT64 = Range.of("64:ff9b::", 96);
    private static final Range NAT64_LOCAL = Range.of("64:ff9b:1::", 48);
    private static final Range SIX_TO_FOUR = Range.of("2002::", 16);
    private static final Range V4_COMPATIBLE = Range.of("::", 96);

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private AddressGuard() {}

    /** Whether {@code host} says by itself that it is not public. No name is resolved, so of most names it is not known. */
    public static boolean isClosed(String host) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!LITERAL.matcher(bare).matches()) {
            return bare.equalsIgnoreCase("localhost");
        }
        try {
            return !isPublic(InetAddress.getByName(bare));
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** Whether {@code address} is one that anybody may be sent to. */
    public static boolean isPublic(InetAddress address) {
        if (REFUSED.stream().anyMatch(range -> range.holds(address)) || NAT64_LOCAL.holds(address)) {
            return false;
        }
        if (address instanceof Inet6Address) {
            byte[] bytes = address.getAddress();
            if (NAT64.holds(address) || V4_COMPATIBLE.holds(address)) {
                return isPublic(v4(bytes, 12));
            }
            return !SIX_TO_FOUR.holds(address) || isPublic(v4(bytes, 2));
        }
        return address instanceof Inet4Address;
    }

    private static InetAddress v4(byte[] bytes, int from) {
        return Range.address(new byte[] {bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]});
    }
}
