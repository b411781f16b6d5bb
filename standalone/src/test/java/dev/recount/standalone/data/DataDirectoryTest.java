package dev.recount.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void is_made_where_it_is_missing_and_can_be_taken_again_after_it_was_left() {
        Path data = directory.resolve("a/b");

        DataDirectory.open(data).close();

        try (DataDirectory again = DataDirectory.open(data)) {
            assertThat(again.path()).isDirectory();
        }
    }

    @Test
    void names_the_process_that_has_it() {
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertThatThrownBy(() -> DataDirectory.open(first.path()))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessage("another recount is running on %s (process %d); stop it, or choose another directory "
                                    .formatted(
                                            directory, ProcessHandle.current().pid())
                            + "with --data");
        }
    }

    @Test
    void says_when_a_file_is_in_the_way() throws IOException {
        Path file = Files.createFile(directory.resolve("data"));

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageStartingWith(file + " cannot be used");
    }

    @Test
    void says_when_the_disk_is_full() {
        assertThatThrownBy(() -> DataDirectory.requireSpace(directory, 3L << 20))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("has 3 MiB left (expected: 64 MiB or more)");
    }
}
