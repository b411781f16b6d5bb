package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.sigma.parse.InvalidRulesException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

    @TempDir
    private Path folder;

    @Test
    void names_files_by_their_paths_below_the_folder_and_passes_over_what_is_no_rule() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/b.yaml"), "title: b");
        Files.writeString(folder.resolve("a.yml"), "title: a");
        Files.writeString(folder.resolve("README.md"), "no rule");

        assertThat(RuleFiles.texts(folder))
                .containsExactly(new RuleText("a.yml", "title: a"), new RuleText("deep/b.yaml", "title: b"));
    }

    @Test
    void refuses_a_file_larger_than_a_rule_file_may_be_without_reading_it() throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("huge.yml").toFile(), "rw")) {
            file.setLength(33L << 20);
        }

        assertThatThrownBy(() -> RuleFiles.texts(folder))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageStartingWith("huge.yml:1:1: 34603008 bytes");
    }
}
