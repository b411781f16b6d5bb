package dev.recount.ingest.source;

/** An item that is not JSON. The message says why and never quotes the input. */
public class MalformedItem extends RuntimeException {
    public MalformedItem(String message) {
        super(message, null, false, false);
    }
}
