package dev.recount.ingest.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("person-keys");
    }

    private PersonKeys open() throws IOException {
        return PersonKeys.open(file, random);
    }

    @Test
    void a_person_is_the_same_after_a_restart_and_only_the_owner_may_read_who_it_is() throws IOException {
        String pseudonym;
        try (var keys = open()) {
            pseudonym = keys.obtain("user:dana").pseudonym();
            assertThat(keys.obtain("user:dana").pseudonym()).isEqualTo(pseudonym);
            assertThat(keys.obtain("user:erin").pseudonym()).isNotEqualTo(pseudonym);
        }

        try (var keys = open()) {
            assertThat(keys.obtain("user:dana").pseudonym()).isEqualTo(pseudonym);
            assertThat(keys.identity(pseudonym)).contains("user:dana");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("dana");
    }

    @Test
    void who_is_erased_is_gone_from_the_disk_and_nobody_else_is() throws IOException {
        String sealed;
        String pseudonym;
        byte[] key;
        try (var keys = open()) {
            var dana = keys.obtain("user:dana");
            pseudonym = dana.pseudonym();
            key = dana.keyBytes();
            sealed = dana.seal("Dana Meyer", "e", "name");
            var unused = keys.obtain("user:erin");

            assertThat(keys.erase(pseudonym, NOW)).isTrue();
            assertThat(keys.erase(pseudonym, NOW)).isFalse();
        }

        assertThat(Files.readString(file)).doesNotContain(Base64.getEncoder().encodeToString(key));
        try (var keys = open()) {
            assertThat(keys.erasedAt(pseudonym)).contains(NOW);
            assertThat(keys.ofPseudonym(pseudonym)).isEmpty();
            assertThat(keys.ofIdentity("user:erin")).isPresent();
            var again = keys.obtain("user:dana");
            assertThat(again.pseudonym()).isNotEqualTo(pseudonym);
            assertThatThrownBy(() -> again.open(sealed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_line_that_a_crash_cut_off_is_blanked_and_the_rest_stays() throws IOException {
        try (var keys = open()) {
            var unused = keys.obtain("user:dana");
        }
        Files.writeString(file, "{\"person\":\"person:00\",\"key\":\"c2VjcmV0", StandardOpenOption.APPEND);

        try (var keys = open()) {
            assertThat(keys.ofIdentity("user:dana")).isPresent();
            var unused = keys.obtain("user:erin");
        }
        try (var keys = open()) {
            assertThat(keys.ofIdentity("user:dana")).isPresent();
            assertThat(keys.ofIdentity("user:erin")).isPresent();
        }
        assertThat(Files.readString(file)).doesNotContain("c2VjcmV0");
    }

    @Test
    void an_erasure_is_finished_wherever_a_crash_stopped_it() throws IOException {
        String pseudonym;
        try (var keys = open()) {
            pseudonym = keys.obtain("user:dana").pseudonym();
            var unused = keys.obtain("user:erin");
        }
        byte[] before = Files.readAllBytes(file);
        try (var keys = open()) {
            assertThat(keys.erase(pseudonym, NOW)).isTrue();
        }
        byte[] after = Files.readAllBytes(file);

        for (int appended = before.length; appended <= after.length; appended++) {
            boolean stands = appended == after.length;
            for (int blanked = 0; blanked <= (stands ? 60 : 0); blanked += 7) {
                byte[] left = Arrays.copyOf(after, appended);
                System.arraycopy(before, blanked, left, blanked, before.length - blanked);
                Files.write(file, left);
                try (var keys = open()) {
                    assertThat(keys.erasedAt(pseudonym).isPresent()).isEqualTo(stands);
                    assertThat(keys.ofIdentity("user:dana").isPresent()).isNotEqualTo(stands);
                    assertThat(keys.ofIdentity("user:erin")).isPresent();
                }
                if (stands) {
                    assertThat(Files.readAllBytes(file)).isEqualTo(after);
                }
            }
        }
    }

    @Test
    void a_line_that_cannot_be_written_leaves_nothing_behind() throws IOException {
        var disk = new FullDisk(KeyFile.channel(file));
        try (var keys = PersonKeys.open(disk, random)) {
            var unused = keys.obtain("user:dana");
            for (disk.room = 0; disk.room < 50; disk.room += 9) {
                assertThatThrownBy(() -> keys.obtain("user:erin")).isInstanceOf(UncheckedIOException.class);
            }
            disk.room = Integer.MAX_VALUE;
            var erin = keys.obtain("user:erin");
            assertThat(keys.identity(erin.pseudonym())).contains("user:erin");
        }
        try (var keys = open()) {
            assertThat(keys.ofIdentity("user:dana")).isPresent();
            assertThat(keys.ofIdentity("user:erin")).isPresent();
        }
    }

    @Test
    void a_damaged_line_is_not_blanked_but_refused() throws IOException {
        try (var keys = open()) {
            var unused = keys.obtain("user:dana");
            var next = keys.obtain("user:erin");
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        bytes[70] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("byte 0");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    /** Takes only so many bytes of each line. */
    private static final class FullDisk extends KeyFile {

        private int room = Integer.MAX_VALUE;

        FullDisk(FileChannel file) {
            super(file);
        }

        @Override
        void write(ByteBuffer bytes, long at) throws IOException {
            if (bytes.remaining() <= room) {
                super.write(bytes, at);
                return;
            }
            super.write(bytes.slice(0, room), at);
            throw new IOException("no space left on device");
        }
    }
}
