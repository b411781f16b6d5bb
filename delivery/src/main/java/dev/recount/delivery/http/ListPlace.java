package dev.recount.delivery.http;

import dev.recount.codec.Micros;
import dev.recount.delivery.paging.Page;
import dev.recount.runtime.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where a page stands in the list of all: those of the latest incident first. What happens to a page does not move it, so
 * that a list which is read in parts leaves none out.
 *
 * @param openedAt microseconds since the epoch
 * @param pageId decides between incidents of the same moment
 */
record ListPlace(long openedAt, String pageId) implements Comparable<ListPlace> {

    private static final Comparator<ListPlace> ORDER =
            Comparator.comparingLong(ListPlace::openedAt).reversed().thenComparing(ListPlace::pageId);
    private static final String SEPARATOR = "\n";

    static ListPlace of(Page page) {
        return new ListPlace(Micros.of(page.incident().openedAt()), page.id());
    }

    /** The place behind which a list goes on. */
    static ListPlace read(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var parts = text.split(SEPARATOR, 2);
            if (parts.length == 2) {
                return new ListPlace(Long.parseLong(parts[0]), parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static RuntimeException notOurs() {
        return Problem.BAD_REQUEST.because(
                "cursor: not one that this list gave out (expected: the next_cursor of a page of the same query)");
    }

    String cursor() {
        var place = openedAt + SEPARATOR + pageId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(ListPlace other) {
        return ORDER.compare(this, other);
    }
}
