package dev.recount.standalone.cli;

/** What a command's end means to the shell. */
public final class ExitCode {

    public static final int DONE = 0;

    /** A finding, a rejected input, a failed verification. */
    public static final int FINDING = 1;

    public static final int USAGE = 2;

    public static final int UNREACHABLE = 3;

    private ExitCode() {}
}
