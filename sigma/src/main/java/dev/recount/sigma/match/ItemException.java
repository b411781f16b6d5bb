package dev.recount.sigma.match;

import dev.recount.sigma.rule.Location;
import dev.recount.sigma.rule.Selection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A detection item that cannot be given a meaning. */
public final class ItemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String offending;
    private final String expected;
    private final transient @Nullable Location location;
    private final String path;

    public ItemException(String offending, String expected) {
        this(offending, expected, null, "");
    }

    private ItemException(String offending, String expected, @Nullable Location location, String path) {
        super(offending + " (expected: " + expected + ")", null, false, false);
        this.offending = offending;
        this.expected = expected;
        this.location = location;
        this.path = path;
    }

    /** The same fault, found in this item. */
    ItemException in(Selection.Item item) {
        return new ItemException(offending, expected, item.location(), item.key());
    }

    /** The same fault, found under this search identifier. */
    ItemException under(String searchIdentifier) {
        return new ItemException(offending, expected, location, searchIdentifier + "." + path);
    }

    /** The value or modifier that is at fault. */
    public String offending() {
        return offending;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }

    /** Where the item stands, if that is known. */
    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }

    /** The item below the detection section, as {@code identifier.field|modifier}; empty if it is not known. */
    public String path() {
        return path;
    }
}
