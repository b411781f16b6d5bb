package dev.recount.standalone.records;

/** A file, or the rest of one, that cannot be read as records; the message names the place and holds no content. */
public final class UnreadableFile extends Exception {

    UnreadableFile(String place, String reason) {
        super(place + ": " + reason);
    }
}
