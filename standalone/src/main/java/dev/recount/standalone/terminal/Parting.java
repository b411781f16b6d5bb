package dev.recount.standalone.terminal;

import java.io.PrintWriter;

/** Says, when the command is broken off, what goes on without it and how to come back to it. */
public final class Parting {

    private final Thread hook;

    /** Until they are taken back, {@code words} are the last that a broken-off command says. */
    public Parting(PrintWriter err, String words) {
        hook = new Thread(
                () -> {
                    err.println("\nrecount: " + words);
                    err.flush();
                },
                "recount-parting");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command ends by itself. */
    public void takeBack() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException breakingOff) {
            // It is being said.
        }
    }
}
