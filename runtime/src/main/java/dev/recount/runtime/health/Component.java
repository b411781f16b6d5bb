package dev.recount.runtime.health;

/** A part of a process that has a state of its own: a producer, a topology, a broker. */
public interface Component extends AutoCloseable {

    /** A short stable name, shown by {@code /readyz}, e.g. {@code kafka}. */
    String name();

    /** How it is now. Returns within a second and does not throw for a state that is merely bad. */
    Check check();

    /** Releases everything; closing twice is harmless. */
    @Override
    void close();
}
