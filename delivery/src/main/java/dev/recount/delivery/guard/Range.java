package dev.recount.delivery.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses by its prefix. */
record Range(InetAddress base, int bits) {

    static Range of(String base, int bits) {
        try {
            return new Range(InetAddress.getByName(base), bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(base + " (expected: a literal address)", e);
        }
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(bytes.length + " bytes (expected: 4 or 16)", e);
        }
    }

    boolean holds(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
