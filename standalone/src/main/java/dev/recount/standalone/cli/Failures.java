package dev.recount.standalone.cli;

import dev.recount.runtime.settings.SettingsException;
import dev.recount.standalone.broker.BrokerException;
import dev.recount.standalone.broker.TopicSetupException;
import dev.recount.standalone.client.RefusedRequest;
import dev.recount.standalone.client.UnreachableServer;
import dev.recount.standalone.data.DataDirectoryException;
import dev.recount.standalone.records.UnreadableFile;
import dev.recount.standalone.rules.RuleMisuse;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what ends a command into one sentence and an exit code; a stack trace only for what nobody foresaw. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = code(e);
        if (isForeseen(e)) {
            err.println("recount: " + e.getMessage());
        } else {
            err.println("recount: failed unexpectedly; please report this:");
            e.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static boolean isForeseen(Exception e) {
        return e instanceof UnreachableServer
                || e instanceof TopicSetupException
                || e instanceof RefusedRequest
                || e instanceof UsageException
                || e instanceof SettingsException
                || e instanceof UnreadableFile
                || e instanceof DataDirectoryException
                || e instanceof BrokerException
                || e instanceof IOException;
    }

    private static int code(Exception e) {
        if (e instanceof UnreachableServer || e instanceof TopicSetupException) {
            return ExitCode.UNREACHABLE;
        }
        boolean usage = e instanceof UsageException
                || e instanceof SettingsException
                || e instanceof UnreadableFile
                || e instanceof RuleMisuse
                || e instanceof DataDirectoryException
                || (e instanceof RefusedRequest refused && refused.isMisuse());
        return usage ? ExitCode.USAGE : ExitCode.FINDING;
    }
}
