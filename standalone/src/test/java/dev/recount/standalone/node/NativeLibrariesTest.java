package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    @TempDir
    Path data;

    @Test
    void leave_nothing_in_the_temporary_folder_and_are_gone_with_the_next_start() throws Exception {
        assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT)).contains("linux");
        var folder = data.resolve("native");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("libleft-by-a-killed-process.so"), "x");

        NativeLibraries.unpackInto(folder);

        assertThat(folder.resolve("libleft-by-a-killed-process.so")).doesNotExist();
        assertThat(System.getProperty("ZstdTempFolder")).isNotNull();
        assertThat(NativeLibraries.mapped("liblz4-java-")).isEmpty();
        assertThat(NativeLibraries.mapped("librocksdbjni")).allMatch(file -> !file.startsWith("/tmp/librocksdbjni"));
    }
}
