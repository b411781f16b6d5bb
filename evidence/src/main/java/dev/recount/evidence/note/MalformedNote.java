package dev.recount.evidence.note;

/** Text that is not the note, key or checkpoint it should be; the message says where it fails. */
public final class MalformedNote extends RuntimeException {

    public MalformedNote(String message) {
        super(message);
    }
}
