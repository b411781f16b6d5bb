package dev.recount.ingest.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellSplitterTest {
    static Stream<Arguments> commandLines() {
        return Stream.of(
                row("ls -la /tmp", "ls -la /tmp"),
                row("cd /a && rm -rf b; echo done", "cd /a", "rm -rf b", "echo done"),
                row("a | b | c", "a", "b", "c"),
                row("a || b & c", "a", "b", "c"),
                row("rm -rf \"my dir\" 'it''s'", "rm -rf|my dir|its"),
                row("echo $HOME \"${X:-a b}\"", "echo $HOME|${X:-a b}"),
                row("sudo -u root rm -rf /x", "rm -rf /x"),
                row("sudo env A=1 timeout -k 5 30 rm x", "rm x"),
                row("bash -c 'cd /a && rm -rf b'", "cd /a", "rm -rf b"),
                row("bash -lc \"bash -c 'rm x'\"", "rm x"),
                row("ssh -i key host 'rm -rf /data; ls'", "rm -rf /data", "ls"),
                row("echo $(rm x) `rm y`", "rm x", "rm y", "echo $(rm x) `rm|y`"),
                row("cat <<'EOF' > out\nit's (text\nEOF\nrm x", "cat", "rm x"),
                row("git commit -m \"$(cat <<'EOF'\ndon't (do\nEOF\n)\" && rm x", "cat", null, "rm x"),
                row("for f in *.log; do rm \"$f\"; done", "rm $f"),
                row("if [ -f x ]; then rm x; else touch x; fi", "[ -f x ]", "rm x", "touch x"),
                row("while true; do date; done", "true", "date"),
                row("(cd a && rm b)", "cd a", "rm b"),
                row("{ rm a; rm b; }", "rm a", "rm b"),
                row("f() { rm a; }; f", "rm a", "f"),
                row("find . -name '*.tmp' -exec rm {} \\; -print", "rm {}", "find . -name *.tmp -exec rm {} ; -print"),
                row("ls | xargs -n 1 rm -f", "ls", "rm -f"),
                row("A=1 B=2 run x", "run x"),
                row("rm a # rm b", "rm a"),
                row("rm a 2>/dev/null >out", "rm a"),
                row("docker exec -it db psql -c 'drop table x'", "psql -c|drop table x"),
                row("kubectl exec pod -n ns -- rm -rf /x", "rm -rf /x"),
                row("eval \"rm x\"", "rm x"),
                row("rm \\\n  -rf \\\n  x", "rm -rf x"),
                row("diff <(sort a) <(rm b)", "sort a", "rm b", null),
                row("echo $((1 + 2)); rm x", "echo $((1 + 2))".replace("((1 + 2))", "((1 + 2))"), "rm x"),
                row("bash <<EOF\nrm x\nEOF", "rm x"),
                row("nohup rm x &", "rm x"));
    }

    private static Arguments row(String line, String... commands) {
        return Arguments.of(line, java.util.Arrays.asList(commands));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void splits(String line, List<String> expected) {
        ShellScript script = ShellSplitter.split(line);
        List<String> found =
                script.commands().stream().map(c -> String.join(" ", c.argv())).toList();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            if (expected.get(i) != null) {
                assertThat(found.get(i)).isEqualTo(expected.get(i).replace('|', ' '));
            }
        }
        assertThat(script.incomplete()).isFalse();
    }

    @Test
    void keeps_what_goes_with_a_command() {
        ShellCommand command = ShellSplitter.split("A=1 sudo psql -f - db > out 2>> err <<SQL\nselect 1;\nSQL")
                .commands()
                .get(0);
        assertThat(command.argv()).containsExactly("psql", "-f", "-", "db");
        assertThat(command.assignments()).containsEntry("A", "1");
        assertThat(command.stdin()).isEqualTo("select 1;\n");
        assertThat(command.wrappers()).containsExactly("sudo");
        assertThat(command.redirections())
                .containsExactly(new ShellCommand.Redirection(">", "out"), new ShellCommand.Redirection("2>>", "err"));
        assertThat(command.redirections().get(0).truncates()).isTrue();
        assertThat(command.redirections().get(1).truncates()).isFalse();
    }

    @Test
    void hands_on_what_echo_pipes() {
        assertThat(ShellSplitter.split("echo 'drop table x' | psql db")
                        .commands()
                        .get(1)
                        .stdin())
                .isEqualTo("drop table x");
    }

    @Test
    void knows_the_host_of_a_remote_command() {
        assertThat(ShellSplitter.split("ssh me@db.test rm -rf /x")
                        .commands()
                        .get(0)
                        .host())
                .isEqualTo("me@db.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm 'x", "rm \"x", "echo $(rm x", "cat <<EOF\nx", "rm `x", "rm >"})
    void says_when_something_was_left_open(String line) {
        ShellScript script = ShellSplitter.split(line);
        assertThat(script.incomplete()).isTrue();
        assertThat(script.commands()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$(", "\"", "'", "`", "((", "<<A\n", "bash -c '", "{ ", ";", "a|", "\\", "sudo ", "${", "<(", ")"
            })
    void survives_hostile_lines_in_bounded_time(String piece) {
        long started = System.nanoTime();
        ShellSplitter.split(piece.repeat(300_000 / piece.length()));
        assertThat(System.nanoTime() - started).isLessThan(8_000_000_000L);
    }

    @Test
    void never_throws() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String alphabet = "ab $(){}[]<>|&;'\"`\\\n#=-!*~0";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder line = new StringBuilder();
            random.ints(random.nextInt(60), 0, alphabet.length()).forEach(i -> line.append(alphabet.charAt(i)));
            assertThat(ShellSplitter.split(line.toString()))
                    .as("seed %d: %s", seed, line)
                    .isNotNull();
        }
    }
}
