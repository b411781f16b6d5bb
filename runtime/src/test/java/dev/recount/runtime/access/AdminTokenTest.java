package dev.recount.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {

    @TempDir
    Path directory;

    @Test
    void is_made_once_and_kept_for_its_owner_only() throws IOException {
        Path data = directory.resolve("not/there/yet");

        Secret first = AdminToken.obtain(data, new SecureRandom());
        Secret second = AdminToken.obtain(data, new SecureRandom());

        assertThat(second).isEqualTo(first);
        assertThat(TokenFormat.roleIn(first.reveal())).contains(Role.ADMIN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(AdminToken.FILE))))
                .isEqualTo("rw-------");
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve(AdminToken.FILE));
        }
    }

    @Test
    void is_not_replaced_where_the_file_is_empty() throws IOException {
        Files.createFile(directory.resolve(AdminToken.FILE));

        assertThatThrownBy(() -> AdminToken.obtain(directory, new SecureRandom()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is empty; put it back from a copy, or delete it");
    }

    @Test
    void is_absent_where_no_server_ever_ran() throws IOException {
        assertThat(AdminToken.find(directory)).isEmpty();
    }
}
