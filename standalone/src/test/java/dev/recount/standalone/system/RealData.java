package dev.recount.standalone.system;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/** The folder of real logs beside the repository. Where CI runs it must be there; elsewhere its tests may be left out. */
final class RealData {

    private RealData() {}

    static Path folder(String name) {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var folder = at.resolve("shared/data").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail("shared/data/" + name + " is missing, and CI must not leave its tests out");
        }
        assumeThat(false)
                .as("shared/data/" + name + " is not beside this repository")
                .isTrue();
        throw new AssertionError("unreachable");
    }
}
