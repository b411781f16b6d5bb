package dev.recount.evidence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evidence.audit.RecordedEntries.Recorded;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.TilePath;
import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.verdict.Finding.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogAuditTest {

    private static final int PARTITIONS = 3;
    private static final int LEAVES = 700;
    private static final Instant RECORDED = Instant.parse("2026-05-01T00:00:00Z");

    private final SigningKey key = SigningKey.of("recount.test/log", SigningKey.generate(new SecureRandom()));
    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Records records = new Records();
    private final List<Checkpoint> published = new ArrayList<>();
    private final Map<String, byte[]> replaced = new TreeMap<>();
    private String checkpoint = "";
    private List<Checkpoint> earlier = List.of();
    private EvidenceLog log;

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        log = EvidenceLog.open(folder, key);
        while (log.positions().values().stream().mapToLong(Long::longValue).sum() < LEAVES) {
            int partition = random.nextInt(PARTITIONS);
            int offset = records.of(partition).size();
            byte[] entry = entry("evt-" + partition + "-" + offset, "first");
            log.append(partition, offset, entry);
            records.add(partition, entry);
            if (random.nextInt(50) == 0) {
                published.add(log.seal().checkpoint());
            }
        }
        published.add(log.seal().checkpoint());
        checkpoint = log.sealed().note().toString();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static byte[] entry(String id, String content) {
        return ("{\"id\":\"" + id + "\",\"sha256\":\"" + content + "\",\"time\":\"" + RECORDED + "\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private final ServedLog served = new ServedLog() {
        @Override
        public String checkpoint() {
            return checkpoint;
        }

        @Override
        public Optional<byte[]> tile(String path) {
            return replaced.containsKey(path)
                    ? Optional.of(replaced.get(path)).filter(tile -> tile.length > 0)
                    : log.sealed().tile(TilePath.parse(path).orElseThrow());
        }
    };

    private List<Finding> audit() throws IOException {
        return new LogAudit(key.verifier(), served, earlier).findings(published.iterator(), () -> records, done -> {});
    }

    private List<String> differences() throws IOException {
        return audit().stream()
                .filter(finding -> finding.verdict() == Verdict.DIFFERS)
                .map(Finding::text)
                .toList();
    }

    @Test
    void a_log_that_is_what_its_records_are_holds_in_all_it_can() throws Exception {
        records.add(0, entry("evt-late", "not sealed yet"));
        earlier = List.of(published.get(0));
        assertThat(audit())
                .as("seed %d", seed)
                .noneMatch(finding -> finding.verdict() == Verdict.DIFFERS)
                .anyMatch(finding -> finding.text().startsWith(LEAVES + " records of recount.events are leaves"))
                .anyMatch(finding -> finding.text().startsWith(published.size() + " checkpoints"))
                .anyMatch(finding -> finding.text().contains("continues the earlier checkpoint"))
                .anyMatch(finding -> finding.text().contains("up to 1 records that are newer"));
    }

    @Test
    void a_record_that_was_changed_is_named_and_no_other() throws Exception {
        records.of(1).set(7, new Recorded(7, entry("evt-1-7", "other")));
        assertThat(differences())
                .as("seed %d", seed)
                .singleElement()
                .asString()
                .contains("partition 1 at offset 7 was changed", "evt-1-7");
    }

    @Test
    void a_record_that_was_dropped_or_added_or_moved_is_named() throws Exception {
        records.of(1).remove(7);
        records.of(2).add(9, new Recorded(9, entry("evt-planted", "planted")));
        assertThat(differences())
                .as("seed %d", seed)
                .hasSize(2)
                .anyMatch(text -> text.contains("(event evt-1-7) has no record any more"))
                .anyMatch(text -> text.contains("partition 2 at offset 9 (event evt-planted) is not the next leaf"));
    }

    @Test
    void records_that_were_swapped_or_doubled_are_named() throws Exception {
        records.swap(0, 3, 4);
        records.of(2).add(5, records.of(2).get(4));
        assertThat(differences())
                .as("seed %d", seed)
                .anyMatch(text -> text.contains("(event evt-0-4) is not the next leaf"))
                .anyMatch(text -> text.contains("(event evt-2-4) is not the next leaf"));
    }

    @Test
    void a_tail_that_was_cut_off_is_named() throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var all = records.of(partition);
            all.remove(all.size() - 1);
        }
        assertThat(differences())
                .as("seed %d", seed)
                .hasSize(PARTITIONS)
                .allMatch(text -> text.contains("has no record"));
    }

    private List<Finding> auditAfterDeletion(Optional<Duration> kept, boolean bySize, Duration age) throws IOException {
        records.expire(new Expiry(kept, bySize, RECORDED.plus(age)));
        records.deleteFirst(1, 40);
        records.deleteFirst(2, 90);
        return audit();
    }

    @ParameterizedTest
    @CsvSource({"P90D, false, P91D", "P0D, false, P0D", ", true, P0D", "P90D, true, P1D"})
    void what_retention_may_have_deleted_cannot_be_known_and_what_is_left_is_still_compared(
            Duration kept, boolean bySize, Duration age) throws Exception {
        assertThat(auditAfterDeletion(Optional.ofNullable(kept), bySize, age))
                .as("seed %d", seed)
                .noneMatch(finding -> finding.verdict() == Verdict.DIFFERS)
                .anyMatch(finding -> finding.text().contains("in the records of 130 leaves"));
        assertThat(records.left(2)).isZero();
    }

    @ParameterizedTest
    @CsvSource({", P400D, for ever", "P90D, P89D, for 90 days"})
    void records_that_are_gone_before_their_time_were_deleted_by_somebody(Duration kept, Duration age, String told)
            throws Exception {
        assertThat(auditAfterDeletion(Optional.ofNullable(kept), false, age))
                .as("seed %d", seed)
                .filteredOn(finding -> finding.verdict() == Verdict.DIFFERS)
                .singleElement()
                .asString()
                .contains("130 leaves have no record any more", "Somebody deleted them", "records are kept " + told);
    }

    @Test
    void more_leaves_without_a_record_than_were_ever_deleted_are_named() throws Exception {
        records.expire(new Expiry(Optional.of(Duration.ofDays(1)), false, RECORDED.plus(Duration.ofDays(9))));
        records.deleteFirst(1, 40);
        records.of(1).clear();
        assertThat(audit())
                .as("seed %d", seed)
                .filteredOn(finding -> finding.verdict() == Verdict.DIFFERS)
                .singleElement()
                .asString()
                .contains("and only 40 records were deleted");
    }

    @Test
    void a_log_that_was_rolled_back_is_named() throws Exception {
        published.add(new Checkpoint(key.verifier().name(), LEAVES + 1, new byte[32]));
        assertThat(differences()).singleElement().asString().contains("rolled back");
    }

    @Test
    void a_second_history_that_was_published_is_named_and_so_is_one_that_was_kept() throws Exception {
        var first = published.get(0);
        var other = new Checkpoint(first.origin(), first.size(), new byte[32]);
        published.add(1, other);
        earlier = List.of(other);
        assertThat(differences())
                .hasSize(2)
                .anyMatch(text -> text.contains("two histories"))
                .anyMatch(text -> text.contains("does not continue the earlier checkpoint"));
    }

    @Test
    void a_checkpoint_of_another_key_or_of_other_entries_is_named() throws Exception {
        var stranger = SigningKey.of("recount.test/log", SigningKey.generate(new SecureRandom()));
        checkpoint = stranger.sign(log.sealed().checkpoint().text()).toString();
        assertThat(differences()).singleElement().asString().contains("not signed by");

        checkpoint = key.sign(new Checkpoint(key.verifier().name(), LEAVES, new byte[32]).text())
                .toString();
        assertThat(differences()).anyMatch(text -> text.contains("do not lead to the root"));
    }

    @Test
    void tiles_that_are_wrong_or_missing_are_named() throws Exception {
        SealedLog sealed = log.sealed();
        byte[] hashes = sealed.tile(TilePath.parse("0/001").orElseThrow()).orElseThrow();
        hashes[77] ^= 1;
        replaced.put("0/001", hashes);
        assertThat(differences()).singleElement().asString().contains("tile 0/001");

        replaced.put("entries/001", new byte[0]);
        assertThat(differences()).anyMatch(text -> text.contains("tile entries/001 is not served"));
    }
}
