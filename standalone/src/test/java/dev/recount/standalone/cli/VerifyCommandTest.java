package dev.recount.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.bundle.BundleRequest;
import dev.recount.evidence.bundle.BundleWriter;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.standalone.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code recount verify} says of bundles that were changed, and of arguments that are not what they should be. */
class VerifyCommandTest {

    private final SigningKey key = SigningKey.named("recount.test", SigningKey.generate(new SecureRandom()));

    @TempDir
    Path folder;

    private Path bundle;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        bundle = folder.resolve("bundle.zip");
        try (var log = EvidenceLog.open(folder.resolve("evidence"), key)) {
            log.append(0, 0, EvidenceLeaf.entry(TestEvents.EVERYTHING));
            var sealed = log.seal();
            var request = new BundleRequest(
                    EventFormats.named("json").orElseThrow(),
                    RecordJson.MAPPER.createObjectNode(),
                    TestEvents.T0,
                    "auditor",
                    "a test");
            var alert = RecordJson.of(Alert.class).read("""
                    {"id":"alert-1","revision":1,"status":"confirmed","level":"high",
                     "raised_at":"2026-04-24T16:41:07Z","rule":{"id":"SEQ-01","title":"A rule","level":"high",
                     "author":"Recount"},"evidence":["evt-0"],"first_evidence_at":"2026-04-24T16:41:07Z",
                     "last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,"irreversible":false}""");
            new BundleWriter(Files.createDirectory(folder.resolve("work")), sealed, key)
                    .write(
                            request,
                            new long[] {0},
                            List.of(RecordJson.of(Event.class).canonical(TestEvents.EVERYTHING))
                                    .iterator(),
                            List.of(alert),
                            new EnclosedRules(Map.of("SEQ-01.yml", "title: a rule\n"), List.of()),
                            bundle);
        }
    }

    private void edit(String name, String text) throws IOException {
        try (var zip = FileSystems.newFileSystem(bundle)) {
            Files.writeString(zip.getPath("/" + name), text);
        }
    }

    private int verify(String... arguments) {
        var command = new String[arguments.length + 1];
        command[0] = "verify";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        var said = new StringWriter();
        var complained = new StringWriter();
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(said),
                new PrintWriter(complained),
                false,
                false);
        int code = CommandTree.of(terminal, Map.of("RECOUNT_DATA", folder.toString()))
                .execute(command);
        terminal.out().flush();
        terminal.err().flush();
        out = said.toString();
        err = complained.toString();
        return code;
    }

    private int rerun() {
        return verify(bundle.toString(), "--rerun");
    }

    @Test
    void says_what_was_changed_before_it_says_that_the_rules_cannot_be_run_again() throws Exception {
        edit("alerts.ndjson", "no json\n");
        edit("rules/SEQ-01.yml", "title: [\n");
        assertThat(rerun()).as(err).isEqualTo(ExitCode.FINDING);
        assertThat(out)
                .containsSubsequence(
                        "alerts.ndjson is not the file that the manifest names",
                        "rules/SEQ-01.yml is not the file that the manifest names",
                        "the rules could not be run again over the events: alerts.ndjson cannot be read at line 1");
    }

    @Test
    void a_record_that_is_none_and_a_rule_that_is_none_leave_every_other_finding() throws Exception {
        edit("rules/SEQ-01.yml", "title: [\n");
        assertThat(rerun()).as(err).isEqualTo(ExitCode.FINDING);
        assertThat(out)
                .containsSubsequence(
                        "rules/SEQ-01.yml is not the file that the manifest names",
                        "the rules could not be run again over the events: a rule of rules/ cannot be used",
                        "SEQ-01.yml");
        edit("records.ndjson", "no json\n");
        assertThat(rerun()).as(err).isEqualTo(ExitCode.FINDING);
        assertThat(out)
                .containsSubsequence(
                        "records.ndjson is not the file that the manifest names",
                        "over the events: records.ndjson cannot be read at line 1");
    }

    @Test
    void says_in_one_line_what_rests_on_the_word_of_the_signer_where_no_rerun_was_asked_for() {
        assertThat(verify(bundle.toString(), "--key", key.verifier().toString()))
                .as(err)
                .isZero();
        assertThat(out).contains("alerts, rules and reports rest on the word of who signed the manifest");
    }

    @Test
    void a_log_whose_server_does_not_answer_is_not_a_wrong_question() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var nobody = "127.0.0.1:" + port;
        assertThat(verify("--log", "--server", "http://" + nobody, "--bootstrap", nobody))
                .as(err)
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err).contains("no server answers at http://" + nobody);
    }

    @Test
    void who_signed_an_earlier_checkpoint_is_a_finding_and_how_many_are_asked_for_is_a_mistake() throws Exception {
        var stranger = SigningKey.named("recount.test", SigningKey.generate(new SecureRandom()));
        var text = new Checkpoint(key.verifier().name(), 1, new byte[32]).text();
        var forged = Files.writeString(
                        folder.resolve("forged"), stranger.sign(text).toString())
                .toString();
        for (var trusted :
                List.of(List.<String>of(), List.of("--key", key.verifier().toString()))) {
            var arguments = Stream.concat(Stream.of(bundle.toString(), "--earlier", forged), trusted.stream());
            assertThat(verify(arguments.toArray(String[]::new))).as(err).isEqualTo(ExitCode.FINDING);
            assertThat(out)
                    .contains("the earlier checkpoint is not signed by "
                            + key.verifier().name());
        }
        var witness = stranger.cosigner().toString();
        for (var asked : List.of(
                List.of("--quorum", "1"),
                List.of("--quorum", "-1"),
                List.of("--witness", witness, "--quorum", "0"),
                List.of("--witness", witness, "--quorum", "-1"),
                List.of("--earlier", forged, "--earlier", forged))) {
            var arguments = Stream.concat(Stream.of(bundle.toString()), asked.stream());
            assertThat(verify(arguments.toArray(String[]::new)))
                    .as(asked.toString())
                    .isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void an_argument_that_is_not_what_it_should_be_is_named_and_is_no_finding() throws Exception {
        var junk = Files.write(folder.resolve("junk"), new byte[] {(byte) 0xff, (byte) 0xfe, 1, 0});
        assertThat(verify(bundle.toString(), "--earlier", "no-such-file")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("--earlier: no-such-file does not exist");
        assertThat(verify(bundle.toString(), "--earlier", junk.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("--earlier: " + junk + " cannot be read as a checkpoint");
        assertThat(verify(bundle.toString(), "--key", junk.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("--key: " + junk + " is not text");
        assertThat(verify(folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains(folder + " is a directory");
    }
}
