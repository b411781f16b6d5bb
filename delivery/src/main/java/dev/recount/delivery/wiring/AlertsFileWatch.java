package dev.recount.delivery.wiring;

import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.file.AlertsFileReader;
import dev.recount.delivery.file.FileProblem;
import dev.recount.delivery.file.Secrets;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts file and its secrets as they change. A version with a fault is told and not used: the one before it holds. */
final class AlertsFileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AlertsFileWatch.class);

    private final Path path;
    private final Secrets secrets;
    private String seen = "";
    private SecretsRead given;
    private volatile List<FileProblem> problems = List.of();

    AlertsFileWatch(Path path, Secrets secrets) {
        this.path = path;
        this.secrets = secrets;
        this.given = new SecretsRead(secrets);
    }

    /**
     * Reads the file for the first time.
     *
     * @throws IOException if it cannot be read, or naming everything that is wrong with it
     */
    AlertsFile first() throws IOException {
        var read = read(text());
        if (!read.problems().isEmpty()) {
            var lines = read.problems().stream()
                    .map(problem -> path + ":" + problem)
                    .toList();
            throw new IOException("the alerts file is wrong:\n  " + String.join("\n  ", lines));
        }
        warn(read);
        return read.file();
    }

    private AlertsFileReader.Result read(String text) {
        seen = text;
        given = new SecretsRead(secrets);
        return AlertsFileReader.read(text, given);
    }

    private String text() throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new IOException("the alerts file " + path + " is not there", e);
        } catch (CharacterCodingException e) {
            throw new IOException("the alerts file " + path + " is not UTF-8", e);
        } catch (IOException e) {
            throw new IOException("the alerts file cannot be read (" + e + ")", e);
        }
    }

    private void warn(AlertsFileReader.Result read) {
        read.warnings().forEach(warning -> LOG.warn("alerts file: file={} warning={}", path, warning));
    }

    /** The file's new content, when it or one of its secrets changed and it is right. */
    Optional<AlertsFile> changed() {
        String text;
        try {
            text = text();
        } catch (IOException e) {
            return Optional.empty();
        }
        if (text.equals(seen) && given.stillHold()) {
            return Optional.empty();
        }
        var read = read(text);
        problems = read.problems();
        problems.forEach(problem -> LOG.error("alerts file not taken: file={} error={}", path, problem));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        warn(read);
        LOG.info("alerts file taken: file={}", path);
        return Optional.of(read.file());
    }

    /** What is wrong with the version that was not taken. */
    List<FileProblem> problems() {
        return problems;
    }
}
