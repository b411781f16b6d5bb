package dev.recount.bench.sigma;

import java.nio.file.Path;

/** A streams application that reads events from a topic and writes alerts to {@code recount.alerts}. */
interface DurableApplication {

    /**
     * Starts it.
     *
     * @param kafka the broker's address
     * @param state where its state is to lie
     */
    Running start(String kafka, Path state);

    /** One that runs. */
    interface Running extends AutoCloseable {

        /** How many events it has been through. */
        long processed();

        @Override
        void close();
    }
}
