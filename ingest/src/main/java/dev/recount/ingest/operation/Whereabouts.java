package dev.recount.ingest.operation;

import dev.recount.ingest.shell.ShellCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the next command of a line would act.
 *
 * @param folder the working folder; {@code null} when unknown
 * @param stack the workspace or stack that a command before chose; {@code null} for the one that was chosen already
 */
record Whereabouts(@Nullable String folder, @Nullable String stack) {
    private static final String VARIABLE = "TF_WORKSPACE";
    private static final Map<String, String> CHOOSERS =
            Map.of("terraform", "workspace", "tofu", "workspace", "pulumi", "stack");

    /** After {@code command}: {@code cd}, {@code terraform workspace select}, {@code export TF_WORKSPACE=…}. */
    Whereabouts after(ShellCommand command) {
        List<String> arguments = command.arguments();
        String program = command.program();
        if (Set.of("cd", "pushd").contains(program) && !arguments.isEmpty()) {
            return new Whereabouts(ShellOperations.absolute(arguments.get(arguments.size() - 1), folder), stack);
        }
        List<String> words = ShellTable.words(program, arguments);
        boolean chooses = words.size() > 2
                && words.get(0).equals(CHOOSERS.get(program))
                && Set.of("select", "new", "init").contains(words.get(1));
        return chooses ? new Whereabouts(folder, words.get(2)) : exported(command);
    }

    private Whereabouts exported(ShellCommand command) {
        String assigned = command.argv().isEmpty() ? command.assignments().get(VARIABLE) : null;
        if (command.program().equals("export")) {
            for (String argument : command.arguments()) {
                assigned = argument.startsWith(VARIABLE + "=") ? argument.substring(VARIABLE.length() + 1) : assigned;
            }
        }
        return assigned == null ? this : new Whereabouts(folder, assigned);
    }

    /** As the variables say that are set for {@code command} alone. */
    Whereabouts during(ShellCommand command) {
        String assigned = command.assignments().get(VARIABLE);
        return assigned == null ? this : new Whereabouts(folder, assigned);
    }
}
