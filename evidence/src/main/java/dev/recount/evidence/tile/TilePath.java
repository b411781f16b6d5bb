package dev.recount.evidence.tile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tiles, as {@code c2sp.org/tlog-tiles} writes them: {@code <L>/<N>} with {@code N} in groups of three digits,
 * all but the last behind an x, and {@code .p/<W>} for a tile that is not full.
 *
 * @param level 0 for leaf hashes, {@link #ENTRIES} for the entries themselves
 * @param index counts the tiles of the level from the left
 * @param width how many hashes or entries it holds, 1 to 256
 */
public record TilePath(int level, long index, int width) {

    /** Hashes in a full tile. */
    public static final int WIDTH = 256;

    /** The level of bundles of entries. */
    public static final int ENTRIES = -1;

    private static final Pattern PATH =
            Pattern.compile("(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x\\d{3}/)*)(\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");
    private static final int LEVEL_BITS = 8;
    private static final int GROUPS_MAX = 5;
    private static final int GROUP_CHARS = "x000/".length();
    private static final int GROUP = 1_000;

    /** Reads a path; empty when it names no tile. */
    public static Optional<TilePath> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches() || matcher.group(2).length() > GROUPS_MAX * GROUP_CHARS) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
        long index = Long.parseLong(matcher.group(2).replaceAll("[x/]", "") + matcher.group(3));
        int width = matcher.group(4) == null ? WIDTH : Integer.parseInt(matcher.group(4));
        var tile = new TilePath(level, index, width);
        return width <= WIDTH && tile.toString().equals(path) ? Optional.of(tile) : Optional.empty();
    }

    /** How many hashes or entries the tile has in a tree of {@code size} leaves; 0 when there is no such tile. */
    public static int widthAt(int level, long index, long size) {
        // A shift by 64 is none, and an index may be as large as its name is long.
        int shift = level == ENTRIES ? 0 : Math.min(LEVEL_BITS * level, Long.SIZE - 1);
        long there = size >>> shift;
        return index > there / WIDTH ? 0 : (int) Math.min(WIDTH, there - index * WIDTH);
    }

    /** The path. */
    @Override
    public String toString() {
        String level = this.level == ENTRIES ? "entries" : Integer.toString(this.level);
        String partial = width == WIDTH ? "" : ".p/" + width;
        return level + "/" + number(index) + partial;
    }

    private static String number(long index) {
        var text = new StringBuilder("%03d".formatted(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            text.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return text.toString();
    }
}
