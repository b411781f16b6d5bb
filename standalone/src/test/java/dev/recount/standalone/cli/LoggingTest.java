package dev.recount.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {

    @TempDir
    Path directory;

    @AfterEach
    void restore() throws Exception {
        Configurator.reconfigure(LoggingTest.class.getResource("/log4j2.xml").toURI());
    }

    @Test
    void goes_to_a_file_of_one_line_for_each_message() throws Exception {
        Logging.toFile(directory.resolve("logs"));

        LoggerFactory.getLogger("dev.recount.test").info("took over: name={}", "a\nforged line");
        LoggerFactory.getLogger("org.apache.kafka.anything").info("not shown");

        assertThat(directory.resolve("logs/recount.log"))
                .content()
                .contains("INFO", "took over: name=a\\nforged line")
                .doesNotContain("not shown")
                .hasLineCount(1);
    }
}
