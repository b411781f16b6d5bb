package dev.recount.evidence.audit;

/** A tile that a log of the signed size must have, and that its server does not have, or not whole. */
final class BrokenTile extends RuntimeException {

    BrokenTile(String message) {
        super(message);
    }
}
