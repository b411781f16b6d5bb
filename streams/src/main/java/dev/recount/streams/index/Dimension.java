package dev.recount.streams.index;

/** What events can be asked for by. Each event has one ordered key per dimension and value that it speaks of. */
public enum Dimension {
    /** Every event, by time alone; the id is the empty text. */
    ALL('*'),
    SESSION('s'),
    ACTOR('a'),
    /** Who answers for it: the human, or service, that acted, on whose behalf somebody acted, or who decided an approval. */
    HUMAN('h'),
    /** A credential's fingerprint, and also its provider's handle. */
    CREDENTIAL('c'),
    /** A credential, by the same names: where it was issued. Few of its events are, so these are found at once. */
    ISSUED('n'),
    /** A credential, by the same names: where its secret became readable to somebody. */
    DISCOVERED('d'),
    /** The credential that another one was minted from. */
    MINTED_FROM('m'),
    RESOURCE('r'),
    PROTECTION_GROUP('g'),
    TRACE('t'),
    /** The operation whose phases the events are. */
    ACTION('x'),
    /** The event that caused them. */
    CAUSED_BY('b'),
    /** The matter they belong to, such as an incident. */
    CORRELATION('i');

    private final byte code;

    Dimension(char code) {
        this.code = (byte) code;
    }

    /** Whether links and evidence are looked for by it, so that its entries say more, see {@link Sighting}. */
    public boolean isSighted() {
        return switch (this) {
            case CREDENTIAL, ISSUED, DISCOVERED, RESOURCE, TRACE, ACTION, CAUSED_BY -> true;
            default -> false;
        };
    }

    /** Whether most ids that are asked for have no entry in it, so that a filter in memory says which have. */
    public boolean isRare() {
        return this == ISSUED || this == DISCOVERED;
    }

    byte code() {
        return code;
    }
}
