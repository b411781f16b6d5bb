package dev.recount.ingest.source;

/** JSON that is well formed and larger than we take: too deep, or with a number or a name that is too long. */
final class TooMuch extends MalformedItem {
    TooMuch(String message) {
        super(message);
    }
}
