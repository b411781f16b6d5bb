package dev.recount.ingest.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
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
            sealed = dana.seal("Dana Meyer", random);
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
}
