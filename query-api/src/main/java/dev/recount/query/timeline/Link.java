package dev.recount.query.timeline;

/**
 * One reason for an event.
 *
 * @param to id of the event that came before
 * @param basis what the link rests on
 */
public record Link(String to, Basis basis) {

    public boolean proven() {
        return basis.proven();
    }
}
