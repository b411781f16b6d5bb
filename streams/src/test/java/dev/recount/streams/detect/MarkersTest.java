package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No rule, no filter, no table and no line of code of detection names what only the public test data have: user agents of attack
 * tools, tags around injected words, names of its people, accounts. One that did would measure itself.
 */
class MarkersTest {

    private static final Pattern MARKERS = Pattern.compile(
            "stratus|red[-_ ]?team|pacu\\b|cloudgoat|agentdojo|</?information>|emma johnson|important message from me"
                    + "|spotter|otrf|mordor|panther",
            Pattern.CASE_INSENSITIVE);
    /** An account, or any other number that only one customer of a provider has; not the end of a rule's own id. */
    private static final Pattern ACCOUNT = Pattern.compile("(?<![\\w-])\\d{12}(?![\\w-])");

    private static final List<Path> FOLDERS = List.of(
            Path.of("..", "detections", "rules"),
            Path.of("..", "detections", "filters"),
            Path.of("src", "main"),
            Path.of("..", "ingest", "src", "main", "resources"));

    @TestFactory
    Stream<DynamicTest> nothing_that_detects_names_a_data_set() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (var found = Files.walk(folder)) {
                found.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.toString(), () -> assertThat(markers(withoutDescription(Files.readString(file))))
                                .isEmpty()));
    }

    /** A description may say on which records a filter was measured. */
    private static String withoutDescription(String text) {
        return text.replaceAll("(?m)^description: \\|\\n(?: +.*\\n)+", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userAgent|contains: stratus-red-team_7b",
                "eventName: PacuScan or pacu",
                "text|contains: '<INFORMATION>'",
                "text|contains: 'This is an important message from me, Emma Johnson'",
                "account: '751353041310'",
                "arn: arn:aws:iam::751353041310:user/x"
            })
    void a_marker_is_found_where_there_is_one(String planted) {
        assertThat(markers("detection:\n    selection:\n        " + planted)).isNotEmpty();
    }

    @Test
    void the_id_of_a_rule_is_no_account() {
        assertThat(markers("id: 8f0c1f0e-3c62-4a51-9d3b-012345678901")).isEmpty();
    }

    /** Accounts and user agents that the real records hold, where the records are at hand. */
    @Test
    void finds_the_markers_of_the_records_themselves() throws IOException {
        var data = data();
        assumeTrue(data != null, "no real records beside the repository");
        try (var files = Files.list(data.resolve("cloudtrail-stratus"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")))
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(markers(Files.readString(file))).isNotEmpty());
        }
    }

    private static List<String> markers(String text) {
        return Stream.of(MARKERS, ACCOUNT)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    private static Path data() {
        return Stream.of(Path.of("..", "..", "shared", "data"), Path.of("..", "..", "..", "shared", "data"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }
}
