package dev.recount.sigma.match;

import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; version 4 takes the mapped form {@code ::ffff:a.b.c.d}.
 *
 * @param version4 whether it was written as version 4
 */
public record IpAddress(long high, long low, boolean version4) {

    static final long MAPPED = 0xFFFF_0000_0000L;
    private static final int GROUPS = 8;

    /** Reads dotted decimal or any form of RFC 4291 section 2.2; a zone ({@code %eth0}) is left out. Null if it is neither. */
    public static @Nullable IpAddress parse(String text) {
        if (text.length() < 2 || text.length() > 64) {
            return null;
        }
        if (text.indexOf(':') < 0) {
            long v4 = version4(text, 0);
            return v4 < 0 ? null : new IpAddress(0, MAPPED | v4, true);
        }
        int zone = text.indexOf('%');
        return version6(zone < 0 ? text : text.substring(0, zone));
    }

    boolean isMapped() {
        return high == 0 && (low >>> 32) == 0xFFFF;
    }

    private static long version4(String text, int from) {
        long address = 0;
        int at = from;
        for (int octet = 0; octet < 4; octet++) {
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < 3 && digit(text.charAt(at), 10) >= 0) {
                value = value * 10 + digit(text.charAt(at++), 10);
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            boolean ended = octet == 3 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
            if (at == start || !ended || value > 255 || leadingZero || (octet < 3 && at - 1 == start)) {
                return -1;
            }
            address = address << 8 | value;
        }
        return address;
    }

    private static @Nullable IpAddress version6(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = groupEnd(text, at);
            if (end < text.length() && text.charAt(end) == '.') {
                long v4 = version4(text, at);
                if (v4 < 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xFFFF);
                break;
            }
            if (end == at || count == GROUPS) {
                return null;
            }
            groups[count++] = Integer.parseInt(text.substring(at, end), 16);
            if (end == text.length()) {
                break;
            }
            if (text.charAt(end) != ':' || end + 1 == text.length()) {
                return null;
            }
            at = end + 1;
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        boolean complete = gap < 0 ? count == GROUPS : count < GROUPS;
        return complete ? spread(groups, count, gap) : null;
    }

    private static int groupEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < 4 && digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        return end;
    }

    private static int digit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }

    private static IpAddress spread(int[] groups, int count, int gap) {
        int[] all = new int[GROUPS];
        int before = gap < 0 ? count : gap;
        System.arraycopy(groups, 0, all, 0, before);
        System.arraycopy(groups, before, all, GROUPS - (count - before), count - before);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | all[i];
            low = low << 16 | all[i + 4];
        }
        return new IpAddress(high, low, false);
    }
}
