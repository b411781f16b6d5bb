package dev.recount.sigma.index;

/** Is told about each witness an event has. */
@FunctionalInterface
interface Hits {

    void atom(int atom);
}
