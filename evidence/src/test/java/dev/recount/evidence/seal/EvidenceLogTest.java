package dev.recount.evidence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.evidence.merkle.Consistency;
import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.merkle.Inclusion;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.tile.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log on disk: proofs from stored nodes, restarts, kills. {@code -Drecount.kills=200} kills more often. */
class EvidenceLogTest {

    private static final int KILLS = Integer.getInteger("recount.kills", 10);
    private static final int PARTITIONS = 3;

    private final SigningKey key = SigningKey.of("recount.test/log", SigningKey.generate(new SecureRandom()));
    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    Path folder;

    /** An entry that says where its record stood. */
    private static byte[] entry(int partition, long offset) {
        return ("{\"record\":\"" + partition + "/" + offset + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private void grow(EvidenceLog log, int records) throws IOException {
        for (int i = 0; i < records; i++) {
            int partition = random.nextInt(PARTITIONS);
            long offset = log.positions().getOrDefault(partition, 0L);
            log.append(partition, offset, entry(partition, offset));
        }
    }

    @Test
    void every_record_is_proved_from_the_stored_nodes_and_each_checkpoint_continues_the_last() throws Exception {
        try (var log = EvidenceLog.open(folder, key)) {
            Checkpoint before = null;
            for (int round = 0; round < 6; round++) {
                grow(log, 1 + random.nextInt(120));
                var sealed = log.seal();
                assertThat(sealed.note().isSignedBy(log.verifier())).isTrue();
                if (before != null) {
                    var proof = sealed.consistency(before.size(), sealed.size());
                    assertThat(Consistency.verify(
                                    before.size(),
                                    before.root(),
                                    sealed.size(),
                                    sealed.checkpoint().root(),
                                    proof))
                            .as("seed %d", seed)
                            .isTrue();
                }
                before = sealed.checkpoint();
                assertEveryRecordIsProved(log, sealed);
            }
        }
    }

    private void assertEveryRecordIsProved(EvidenceLog log, SealedLog sealed) {
        log.positions().forEach((partition, next) -> {
            for (long offset = 0; offset < next; offset++) {
                long leaf = sealed.leafOf(partition, offset).orElseThrow();
                byte[] entry = entry(partition, offset);
                assertThat(sealed.entry(leaf)).isEqualTo(entry);
                assertThat(Inclusion.verify(
                                MerkleHash.leaf(entry),
                                leaf,
                                sealed.size(),
                                sealed.inclusion(leaf),
                                sealed.checkpoint().root()))
                        .as("seed %d", seed)
                        .isTrue();
            }
            assertThat(sealed.leafOf(partition, next)).isEmpty();
        });
    }

    @Test
    void a_log_that_is_opened_again_goes_on_where_it_was_sealed() throws Exception {
        Checkpoint sealed;
        try (var log = EvidenceLog.open(folder, key)) {
            grow(log, 700);
            sealed = log.seal().checkpoint();
            grow(log, 30);
        }
        try (var log = EvidenceLog.open(folder, key)) {
            assertThat(log.sealed().checkpoint()).isEqualTo(sealed);
            assertThat(log.positions().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(700);
            grow(log, 30);
            assertThat(log.seal().size()).isEqualTo(730);
        }
    }

    @Test
    void records_whose_offsets_leave_holes_are_found_and_the_holes_are_not() throws Exception {
        try (var log = EvidenceLog.open(folder, key)) {
            for (long offset : new long[] {5, 6, 9, 100}) {
                log.append(0, offset, entry(0, offset));
            }
            var sealed = log.seal();
            assertThat(sealed.leafOf(0, 9)).hasValue(2);
            assertThat(sealed.leafOf(0, 100)).hasValue(3);
            assertThat(sealed.leafOf(0, 4)).isEmpty();
            assertThat(sealed.leafOf(0, 7)).isEmpty();
            assertThat(sealed.leafOf(0, 101)).isEmpty();
            assertThat(sealed.leafOf(1, 5)).isEmpty();
        }
    }

    @Test
    void tiles_are_enough_to_compute_the_root_and_none_is_served_beyond_the_checkpoint() throws Exception {
        try (var log = EvidenceLog.open(folder, key)) {
            grow(log, 600);
            var sealed = log.seal();
            grow(log, 50);
            var frontier = new Frontier();
            for (long tile = 0; tile < 3; tile++) {
                int width = TilePath.widthAt(0, tile, sealed.size());
                byte[] hashes = sealed.tile(new TilePath(0, tile, width)).orElseThrow();
                for (int i = 0; i < width; i++) {
                    frontier.append(Arrays.copyOfRange(hashes, i * 32, (i + 1) * 32), (h, n, hash) -> {});
                }
            }
            assertThat(frontier.root()).isEqualTo(sealed.checkpoint().root());
            assertThat(sealed.tile(new TilePath(0, 2, 89))).isEmpty();
            assertThat(sealed.tile(new TilePath(8, 0, 1))).isEmpty();
            assertThat(sealed.tile(new TilePath(0, 1L << 56, 1))).isEmpty();
            assertThat(sealed.tile(new TilePath(TilePath.ENTRIES, 2, 88))).isPresent();
        }
    }

    @Test
    void a_folder_that_was_changed_is_refused() throws Exception {
        try (var log = EvidenceLog.open(folder, key)) {
            grow(log, 300);
            var unused = log.seal();
        }
        var hashes = folder.resolve("level-0");
        byte[] bytes = Files.readAllBytes(hashes);
        bytes[bytes.length - 1] ^= 1;
        Files.write(hashes, bytes);
        assertThatThrownBy(() -> EvidenceLog.open(folder, key).close()).hasMessageContaining("was signed");

        Files.write(hashes, Arrays.copyOf(bytes, bytes.length - 32));
        assertThatThrownBy(() -> EvidenceLog.open(folder, key).close()).hasMessageContaining("damaged");

        var other = SigningKey.of("recount.test/log", SigningKey.generate(new SecureRandom()));
        bytes[bytes.length - 1] ^= 1;
        Files.write(hashes, bytes);
        assertThatThrownBy(() -> EvidenceLog.open(folder, other).close()).hasMessageContaining("key");
    }

    @Test
    void damage_below_a_full_tile_and_to_the_places_of_records_is_found_when_the_log_is_opened() throws Exception {
        try (var log = EvidenceLog.open(folder, key)) {
            grow(log, 745);
            var unused = log.seal();
        }
        damaged("level-0", 5 * 32, "tile 0/000 ");
        damaged("level-1", 32, "does not hold the tree");
        var places = folder.resolve("partition-1");
        byte[] bytes = Files.readAllBytes(places);
        Files.write(places, Arrays.copyOf(bytes, bytes.length - 24));
        assertThatThrownBy(() -> EvidenceLog.open(folder, key).close()).hasMessageContaining("partition-1 ends");
        Files.write(places, Arrays.copyOfRange(bytes, 24, bytes.length));
        assertThatThrownBy(() -> EvidenceLog.open(folder, key).close()).hasMessageContaining("has the places of");
        Files.write(places, bytes);
        EvidenceLog.open(folder, key).close();
    }

    private void damaged(String name, int at, String named) throws IOException {
        var file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> EvidenceLog.open(folder, key).close()).hasMessageContaining(named);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void killed_at_any_moment_it_never_shows_two_trees_of_one_size_and_leaves_no_gap() throws Exception {
        Map<Long, Checkpoint> shown = new TreeMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            var disk = new KillingDisk(random.nextInt(120), random);
            try (var log = EvidenceLog.open(folder, key, disk)) {
                remember(shown, log.sealed().checkpoint());
                while (true) {
                    grow(log, 1 + random.nextInt(100));
                    remember(shown, log.seal().checkpoint());
                }
            } catch (Killed e) {
                assertThat(e).isNotNull();
            }
        }
        try (var log = EvidenceLog.open(folder, key)) {
            grow(log, 1);
            var last = log.seal();
            remember(shown, last.checkpoint());
            assertEveryRecordIsProved(log, last);
            assertThat(log.positions().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("every record is a leaf, once; seed %d", seed)
                    .isEqualTo(last.size());
            assertOneHistory(new ArrayList<>(shown.values()), last);
        }
    }

    private void remember(Map<Long, Checkpoint> shown, Checkpoint checkpoint) {
        var known = shown.putIfAbsent(checkpoint.size(), checkpoint);
        assertThat(known == null || known.equals(checkpoint))
                .as("one root for size %d; seed %d", checkpoint.size(), seed)
                .isTrue();
    }

    private void assertOneHistory(List<Checkpoint> shown, SealedLog last) {
        for (Checkpoint checkpoint : shown) {
            if (checkpoint.size() > 0) {
                var proof = last.consistency(checkpoint.size(), last.size());
                assertThat(Consistency.verify(
                                checkpoint.size(),
                                checkpoint.root(),
                                last.size(),
                                last.checkpoint().root(),
                                proof))
                        .as("size %d; seed %d", checkpoint.size(), seed)
                        .isTrue();
            }
        }
    }
}
