package dev.recount.sigma.match;

import java.util.Comparator;

/**
 * A block of addresses in CIDR notation. A version 4 block also holds the mapped version 6 forms of its addresses.
 *
 * @param prefixBits of the 128-bit form
 */
public record Network(long high, long low, int prefixBits, boolean version4) {

    /** By the first address. */
    public static final Comparator<Network> BY_ADDRESS = Comparator.<Network, Long>comparing(
                    Network::high, Long::compareUnsigned)
            .thenComparing(Network::low, Long::compareUnsigned);

    private static final int MAPPED_BITS = 96;

    /**
     * Reads {@code address/bits}; an address alone is a block of one.
     *
     * @throws ItemException if it is not a network, or bits beyond the prefix are set
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new ItemException(text, "a network such as 10.0.0.0/8 or 2001:db8::/32");
        }
        int width = address.version4() ? 32 : 128;
        int bits = slash < 0 ? width : bits(text.substring(slash + 1), width, text);
        int prefixBits = address.version4() ? bits + MAPPED_BITS : bits;
        Network network = new Network(
                address.high() & highMask(prefixBits),
                address.low() & lowMask(prefixBits),
                prefixBits,
                address.version4());
        if (network.high != address.high() || network.low != address.low()) {
            throw new ItemException(text, "no address bits set beyond the prefix of " + bits + " bits");
        }
        return network;
    }

    private static int bits(String text, int width, String whole) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int bits = digits ? Integer.parseInt(text) : -1;
        if (bits < 0 || bits > width) {
            throw new ItemException(whole, "a prefix of 0 to " + width + " bits");
        }
        return bits;
    }

    private static long highMask(int bits) {
        return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    private static long lowMask(int bits) {
        return bits <= 64 ? 0 : -1L << (128 - bits);
    }

    /** The block of this block's length that the address lies in. */
    public Network sameLengthAround(IpAddress address) {
        return new Network(
                address.high() & highMask(prefixBits), address.low() & lowMask(prefixBits), prefixBits, version4);
    }

    /** Whether the text is an address of this block. */
    public boolean contains(String text) {
        IpAddress address = IpAddress.parse(text);
        return address != null && contains(address);
    }

    private boolean contains(IpAddress address) {
        boolean comparable = version4 ? address.isMapped() : !address.version4();
        return comparable
                && (address.high() & highMask(prefixBits)) == high
                && (address.low() & lowMask(prefixBits)) == low;
    }

    @Override
    public String toString() {
        if (version4) {
            return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255) + "/"
                    + (prefixBits - MAPPED_BITS);
        }
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? high : low;
            groups.append(i == 0 ? "" : ":").append(Long.toHexString((half >>> (48 - i % 4 * 16)) & 0xFFFF));
        }
        return groups + "/" + prefixBits;
    }
}
