package dev.recount.sigma.index;

/** Is told about each witness an event has. */
@FunctionalInterface
interface Hits {

    /**
     * A witness has been seen.
     *
     * @param certain whether its test holds, and not only can hold
     */
    void atom(int atom, boolean certain);
}
