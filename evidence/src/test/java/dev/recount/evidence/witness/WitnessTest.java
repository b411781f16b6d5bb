package dev.recount.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.Disk;
import dev.recount.evidence.witness.WitnessAnswer.Cosigned;
import dev.recount.evidence.witness.WitnessAnswer.OtherSize;
import dev.recount.evidence.witness.WitnessAnswer.Reason;
import dev.recount.evidence.witness.WitnessAnswer.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T05:00:00Z"), ZoneOffset.UTC);

    private final SigningKey logKey = key("recount.test/log");
    private final SigningKey witnessKey = key("witness.test/w1");
    private EvidenceLog log;
    private Witness witness;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        log = EvidenceLog.open(folder.resolve("log"), logKey);
        witness = witness();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static SigningKey key(String name) {
        return SigningKey.of(name, SigningKey.generate(new SecureRandom()));
    }

    private Witness witness() throws IOException {
        return new Witness(
                WatchedLogs.open(folder.resolve("witness"), Disk.REAL, List.of(logKey.verifier())), witnessKey, CLOCK);
    }

    private SealedLog grow(int leaves) throws IOException {
        for (int i = 0; i < leaves; i++) {
            long leaf = log.positions().getOrDefault(0, 0L);
            log.append(0, leaf, ("leaf " + leaf).getBytes(StandardCharsets.UTF_8));
        }
        return log.seal();
    }

    private static AddCheckpoint request(long old, SealedLog sealed) {
        List<byte[]> proof = old == 0 ? List.of() : sealed.consistency(old, sealed.size());
        return new AddCheckpoint(old, proof, sealed.note());
    }

    private void assertCosigned(SealedLog sealed, WitnessAnswer answer) {
        var signatures = ((Cosigned) answer).signatures();
        var cosigned = SignedNote.parse(sealed.note().with(signatures).toString());
        assertThat(cosigned.isSignedBy(witness.verifier())).isTrue();
        assertThat(cosigned.isSignedBy(logKey.verifier())).isTrue();
    }

    @Test
    void checkpoints_that_continue_each_other_are_cosigned_and_so_is_the_last_one_again() throws Exception {
        var first = grow(5);
        assertCosigned(first, witness.add(request(0, first)));
        var second = grow(8);
        assertCosigned(second, witness.add(request(5, second)));
        assertCosigned(second, witness.add(request(13, second)));
    }

    @Test
    void what_was_cosigned_is_known_after_a_restart() throws Exception {
        var first = grow(5);
        assertCosigned(first, witness.add(request(0, first)));
        var restarted = witness();
        assertThat(restarted.add(request(0, first))).isEqualTo(new OtherSize(5));
        var second = grow(3);
        assertCosigned(second, restarted.add(request(5, second)));
    }

    @Test
    void a_file_that_the_log_did_not_sign_stops_the_start() throws Exception {
        var unused = witness.add(request(0, grow(5)));
        try (var files = Files.list(folder.resolve("witness"))) {
            var file = files.findFirst().orElseThrow();
            Files.writeString(file, Files.readString(file).replace("\n5\n", "\n4\n"));
        }
        assertThatThrownBy(this::witness).hasMessageContaining("that one of its keys has signed");
    }

    @Test
    void another_history_and_a_proof_that_does_not_lead_there_are_refused() throws Exception {
        var first = grow(5);
        var unused = witness.add(request(0, first));
        var fork = logKey.sign(new Checkpoint(logKey.verifier().name(), 5, new byte[32]).text());
        assertThat(witness.add(new AddCheckpoint(5, List.of(), fork))).isEqualTo(new OtherSize(5));

        var second = grow(4);
        var wrong = new AddCheckpoint(5, List.of(new byte[32]), second.note());
        assertThat(witness.add(wrong)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(Reason.NOT_CONSISTENT));
        assertCosigned(second, witness.add(request(5, second)));
    }

    @Test
    void a_log_that_was_rolled_back_is_not_cosigned() throws Exception {
        var first = grow(5);
        var unused = witness.add(request(0, first));
        var second = grow(4);
        unused = witness.add(request(5, second));
        assertThat(witness.add(request(0, first))).isEqualTo(new OtherSize(9));
        assertThat(witness.add(request(5, first))).isEqualTo(new OtherSize(9));
    }

    @Test
    void who_is_unknown_or_has_not_signed_and_what_makes_no_sense_is_refused() throws Exception {
        var sealed = grow(5);
        var stranger = key("recount.test/other");
        var strange = stranger.sign(new Checkpoint("recount.test/other", 5, new byte[32]).text());
        assertThat(reason(new AddCheckpoint(0, List.of(), strange))).isEqualTo(Reason.UNKNOWN_LOG);
        var forged = stranger.sign(sealed.checkpoint().text());
        assertThat(reason(new AddCheckpoint(0, List.of(), forged))).isEqualTo(Reason.NOT_SIGNED);
        assertThat(reason(new AddCheckpoint(6, List.of(), sealed.note()))).isEqualTo(Reason.MALFORMED);
        assertThat(reason(new AddCheckpoint(0, List.of(new byte[32]), sealed.note())))
                .isEqualTo(Reason.NOT_CONSISTENT);
    }

    private Reason reason(AddCheckpoint request) throws IOException {
        return ((Refused) witness.add(request)).reason();
    }

    @Test
    void a_cosignature_is_not_the_logs_own_and_a_log_key_is_no_cosigner() throws Exception {
        var sealed = grow(2);
        var cosigned = sealed.note().with(List.of(witnessKey.cosign(sealed.note(), CLOCK.instant())));
        assertThat(cosigned.isSignedBy(witnessKey.verifier())).isFalse();
        var later = witnessKey.cosign(sealed.note(), CLOCK.instant().plusSeconds(1));
        assertThat(later).isNotEqualTo(cosigned.signatures().get(1));
        assertThatThrownBy(() -> VerifierKey.parse(witnessKey.cosigner().toString()))
                .hasMessageContaining("not an Ed25519 key");
        assertThatThrownBy(() -> VerifierKey.parseCosigner(logKey.verifier().toString()))
                .hasMessageContaining("cosignatures");
        assertThat(VerifierKey.parseCosigner(witnessKey.cosigner().toString()))
                .hasToString(witnessKey.cosigner().toString());
    }
}
