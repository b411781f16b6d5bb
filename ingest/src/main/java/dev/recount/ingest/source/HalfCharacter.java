package dev.recount.ingest.source;

/** JSON that escapes one half of a character without the other: there is no such text, and nothing could keep it. */
final class HalfCharacter extends MalformedItem {
    private final int at;
    private final String pointer;

    /**
     * @param at bytes before it
     * @param pointer what it stands in
     */
    HalfCharacter(int at, String pointer) {
        super("an escape of half a character (a lone surrogate) at byte " + at
                + (pointer.isEmpty() ? "" : " in " + pointer) + "; send both halves, or the character itself");
        this.at = at;
        this.pointer = pointer;
    }

    /** What is told where the half is replaced and the record kept. */
    String note() {
        return pointer + ": half a character at byte " + at + " was replaced";
    }
}
