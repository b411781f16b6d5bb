package dev.recount.query.replay;

import dev.recount.query.replay.ReplayRequest.RuleFile;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import java.util.List;

/** Knows how to run recorded events through rules again. */
public interface ReplayDesk {

    /**
     * Something wrong with a rule file.
     *
     * @param file its place in the list, counted from 0
     * @param detail line, column, field, offending value and what was expected
     */
    record Fault(int file, String detail) {}

    /** Everything that keeps rules from being run; empty when they can be. */
    List<Fault> faults(List<RuleFile> rules);

    /**
     * Runs, which may take minutes.
     *
     * @throws InterruptedException when the thread is interrupted
     * @throws RuntimeException with a message fit to be shown when the rules match too much, else when the log cannot be read
     */
    ReplayReport run(ReplayRequest request, ReplayProgress progress) throws InterruptedException;
}
