package dev.recount.ingest.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs whose only purpose is to run another: what they run is what counts. */
final class Wrappers {
    /** Prefix programs, with those of their options that take a value. */
    private static final Map<String, Set<String>> PREFIXES = Map.ofEntries(
            Map.entry("sudo", Set.of("-u", "-g", "-h", "-p", "-C", "-T", "-D", "-R", "--user", "--group")),
            Map.entry("doas", Set.of("-u", "-C")),
            Map.entry("gosu", Set.of()),
            Map.entry("su-exec", Set.of()),
            Map.entry("env", Set.of("-u", "-C", "--unset", "--chdir")),
            Map.entry("nohup", Set.of()),
            Map.entry("setsid", Set.of()),
            Map.entry("nice", Set.of("-n")),
            Map.entry("ionice", Set.of("-c", "-n", "-p")),
            Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
            Map.entry("command", Set.of()),
            Map.entry("builtin", Set.of()),
            Map.entry("exec", Set.of("-a")),
            Map.entry("timeout", Set.of("-k", "-s", "--kill-after", "--signal")),
            Map.entry("watch", Set.of("-n", "--interval")),
            Map.entry("xargs", Set.of("-n", "-P", "-I", "-L", "-s", "-d", "-E", "-a", "--max-args", "--max-procs")),
            Map.entry("chroot", Set.of()),
            Map.entry("npx", Set.of("-p", "--package")),
            Map.entry("bunx", Set.of("-p", "--package")),
            Map.entry("parallel", Set.of("-j")));

    /** Programs that run another behind a word of their own; {@code --} may stand between. */
    private static final Map<String, Set<String>> RUNNERS = Map.ofEntries(
            Map.entry("bundle", Set.of("exec")),
            Map.entry("poetry", Set.of("run")),
            Map.entry("pipenv", Set.of("run")),
            Map.entry("uv", Set.of("run")),
            Map.entry("npm", Set.of("exec")),
            Map.entry("pnpm", Set.of("exec", "dlx")),
            Map.entry("yarn", Set.of("exec", "dlx")),
            Map.entry("op", Set.of("run")),
            Map.entry("doppler", Set.of("run")),
            Map.entry("aws-vault", Set.of("exec")));

    private static final Set<String> POSITIONAL = Set.of("timeout", "chroot", "gosu", "su-exec");
    private static final Set<String> SU_OPTIONS =
            Set.of("-c", "-s", "-g", "-G", "-w", "-u", "--shell", "--group", "--user");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "fish");
    private static final Set<String> SSH_OPTIONS = Set.of(
            "-b", "-c", "-D", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-O", "-o", "-p", "-Q", "-R", "-S",
            "-W", "-w");
    private static final Set<String> EXECS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    private Wrappers() {}

    /** Hands what the command runs to the splitter; {@code false} when the command itself is what is run. */
    static boolean unwrap(ShellCommand command, ShellSplitter splitter, int depth) {
        String program = command.program();
        if (PREFIXES.containsKey(program)) {
            return prefix(command, program, splitter, depth);
        } else if (SHELLS.contains(program)) {
            return shell(command, splitter, depth);
        } else if (program.equals("su") || program.equals("runuser")) {
            return asUser(command, splitter, depth);
        } else if (program.equals("ssh")) {
            return ssh(command, splitter, depth);
        } else if (program.equals("eval")) {
            splitter.read(String.join(" ", command.arguments()), depth + 1, with(command, "eval"), command.host());
            return true;
        } else if (program.equals("find")) {
            find(command, splitter, depth);
        } else if (RUNNERS.containsKey(program)) {
            return runner(command, RUNNERS.getOrDefault(program, Set.of()), splitter, depth);
        } else if (program.equals("docker") || program.equals("kubectl") || program.equals("podman")) {
            return containerExec(command, splitter, depth);
        }
        return false;
    }

    private static boolean prefix(ShellCommand command, String program, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        Set<String> withValue = PREFIXES.getOrDefault(program, Set.of());
        Map<String, String> assignments = new LinkedHashMap<>(command.assignments());
        int i = 1;
        while (i < argv.size() && (argv.get(i).startsWith("-") || isAssignment(program, argv.get(i)))) {
            String word = argv.get(i);
            if (isAssignment(program, word)) {
                assignments.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
            i += BundledOptions.takesNext(word, withValue) ? 2 : 1;
        }
        i += POSITIONAL.contains(program) ? 1 : 0;
        if (i >= argv.size()) {
            return false;
        }
        splitter.add(
                new ShellCommand(
                        argv.subList(i, argv.size()),
                        assignments,
                        command.redirections(),
                        command.stdin(),
                        with(command, program),
                        command.host()),
                depth + 1);
        return true;
    }

    private static boolean isAssignment(String program, String word) {
        boolean takes = program.equals("env") || program.equals("sudo");
        return takes && word.indexOf('=') > 0 && !word.startsWith("-");
    }

    private static boolean shell(ShellCommand command, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            if (word.startsWith("-") && !word.startsWith("--") && word.contains("c") && i + 1 < argv.size()) {
                splitter.read(argv.get(i + 1), depth + 1, with(command, command.program()), command.host());
                return true;
            }
            if (!word.startsWith("-")) {
                return false;
            }
        }
        return script(command, splitter, depth, command.host());
    }

    private static boolean script(ShellCommand command, ShellSplitter splitter, int depth, @Nullable String host) {
        String script = command.stdin();
        if (script == null) {
            return false;
        }
        splitter.read(script, depth + 1, with(command, command.program()), host);
        return true;
    }

    /** {@code su - postgres -c script}, {@code runuser -u postgres -- command}. */
    private static boolean asUser(ShellCommand command, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        boolean user = false;
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            boolean next = BundledOptions.takesNext(word, SU_OPTIONS);
            int letter = BundledOptions.valued(word, SU_OPTIONS);
            if (word.equals("--command") || (letter > 0 && word.charAt(letter) == 'c')) {
                String attached = letter > 0 && !next ? word.substring(letter + 1) : null;
                String script = attached != null ? attached : i + 1 < argv.size() ? argv.get(i + 1) : "";
                splitter.read(script, depth + 1, with(command, command.program()), command.host());
                return true;
            }
            user |= word.equals("-u") || word.equals("--user") || word.startsWith("--user=");
            i += next ? 1 : 0;
            if (user && i + 1 < argv.size() && !argv.get(i + 1).startsWith("-")) {
                return add(command, i + 1, splitter, depth);
            }
        }
        return script(command, splitter, depth, command.host());
    }

    private static boolean add(ShellCommand command, int from, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        splitter.add(inner(command, argv.subList(from, argv.size()), command.program()), depth + 1);
        return true;
    }

    private static boolean ssh(ShellCommand command, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        int i = 1;
        while (i < argv.size() && argv.get(i).startsWith("-")) {
            i += BundledOptions.takesNext(argv.get(i), SSH_OPTIONS) ? 2 : 1;
        }
        if (i >= argv.size()) {
            return false;
        }
        String host = argv.get(i);
        if (i + 1 >= argv.size()) {
            return script(command, splitter, depth, host);
        }
        splitter.read(String.join(" ", argv.subList(i + 1, argv.size())), depth + 1, with(command, "ssh"), host);
        return true;
    }

    /** The commands of {@code -exec … ;} beside the search itself, which stays. */
    private static void find(ShellCommand command, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        for (int i = 1; i < argv.size(); i++) {
            if (EXECS.contains(argv.get(i))) {
                int end = i + 1;
                while (end < argv.size()
                        && !argv.get(end).equals(";")
                        && !argv.get(end).equals("+")) {
                    end++;
                }
                if (end > i + 1) {
                    splitter.add(inner(command, argv.subList(i + 1, end), "find"), depth + 1);
                }
                i = end;
            }
        }
    }

    /** {@code docker exec [-it] container command}, {@code kubectl exec pod -- command}. */
    private static boolean containerExec(ShellCommand command, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        int exec = argv.indexOf("exec");
        int dashes = argv.indexOf("--");
        if (exec < 0) {
            return false;
        }
        int start = dashes > exec ? dashes + 1 : exec + 1;
        if (dashes < exec) {
            while (start < argv.size() && argv.get(start).startsWith("-")) {
                start +=
                        Set.of("-e", "-u", "-w", "--env", "--user", "--workdir").contains(argv.get(start)) ? 2 : 1;
            }
            start++;
        }
        if (start >= argv.size()) {
            return false;
        }
        splitter.add(inner(command, argv.subList(start, argv.size()), command.program()), depth + 1);
        return true;
    }

    private static boolean runner(ShellCommand command, Set<String> words, ShellSplitter splitter, int depth) {
        List<String> argv = command.argv();
        if (argv.size() < 3 || !words.contains(argv.get(1))) {
            return false;
        }
        int dashes = argv.indexOf("--");
        int start = dashes > 0 ? dashes + 1 : 2;
        while (dashes < 0 && start < argv.size() && argv.get(start).startsWith("-")) {
            start++;
        }
        return start < argv.size() && add(command, start, splitter, depth);
    }

    private static ShellCommand inner(ShellCommand outer, List<String> argv, String wrapper) {
        return new ShellCommand(
                argv, outer.assignments(), outer.redirections(), outer.stdin(), with(outer, wrapper), outer.host());
    }

    private static List<String> with(ShellCommand command, String wrapper) {
        List<String> wrappers = new ArrayList<>(command.wrappers());
        wrappers.add(wrapper);
        return wrappers;
    }
}
