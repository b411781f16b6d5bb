package dev.recount.standalone.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a folder of the user's beside those that ship. */
class AddedRulesTest {

    private static final List<RuleText> SHIPPED = RuleFiles.shippedTexts();

    /** An id that a shipped filter speaks of. */
    private static final String FILTERED = "0d933542-1f1f-420d-97d4-21b2c3c492d9";

    @TempDir
    private Path folder;

    @Test
    void without_a_folder_what_ships_is_all_there_is() throws IOException {
        assertThat(AddedRules.beside(SHIPPED, List.of())).isEqualTo(SHIPPED);
    }

    @Test
    void a_rule_keeps_its_author_and_stands_beside_ours() throws IOException {
        write("cloud/mine.yml", rule("11111111-2222-4333-8444-555555555555"));

        var book = inForce().book();

        assertThat(book.ids()).contains("11111111-2222-4333-8444-555555555555", "SEQ-01");
        assertThat(book.ref("11111111-2222-4333-8444-555555555555")
                        .orElseThrow()
                        .author())
                .isEqualTo("Somebody Else");
    }

    @Test
    void a_filter_that_ships_comes_with_the_rule_it_is_for_and_with_no_other() throws IOException {
        write("mine.yml", rule(FILTERED));

        assertThat(AddedRules.beside(SHIPPED, List.of(folder)))
                .extracting(RuleText::name)
                .contains(FILTERED + ".yml")
                .hasSize(SHIPPED.size() + 2);
        assertThat(inForce().book().ref(FILTERED).orElseThrow().level().wire()).isEqualTo("informational");
    }

    @Test
    void every_fault_of_every_file_is_told_with_its_place() throws IOException {
        write("one.yml", rule("11111111-2222-4333-8444-555555555555").replace("condition: s", "condition: t"));
        write("two.yml", "title: [unclosed\n");
        write("three.yml", rule("8f0c1f0e-3c62-4a51-9d3b-0d1f5a7a2b01"));

        assertThatThrownBy(() -> AddedRules.beside(SHIPPED, List.of(folder)))
                .isInstanceOf(RuleMisuse.class)
                .hasMessageContaining("one.yml:")
                .hasMessageContaining("two.yml:")
                .hasMessageContaining("three.yml:1:1: id:")
                .hasMessageContaining("SEQ-01-found-credential.yml");
    }

    @Test
    void a_rule_may_not_take_the_id_of_one_that_ships_but_two_files_may_share_one_of_their_own() throws IOException {
        write("one.yml", rule("11111111-2222-4333-8444-555555555555") + "recount: {id: PAIR}\n");
        write("two.yml", rule("11111111-2222-4333-8444-666666666666") + "recount: {id: PAIR}\n");
        assertThat(inForce().book().ids()).contains("PAIR", "SEQ-04");

        write("three.yml", rule("11111111-2222-4333-8444-777777777777") + "recount: {id: SEQ-04}\n");

        assertThatThrownBy(() -> AddedRules.beside(SHIPPED, List.of(folder)))
                .isInstanceOf(RuleMisuse.class)
                .hasMessageContaining("three.yml:1:1: recount.id: SEQ-04 (expected: an id of its own")
                .hasMessageContaining("SEQ-04-unapproved-destroy.yml:");
    }

    @Test
    void a_folder_that_is_not_there_or_holds_nothing_is_told() {
        assertThatThrownBy(() -> AddedRules.beside(SHIPPED, List.of(folder.resolve("nowhere"))))
                .hasMessageContaining("nowhere: there is no such folder");
        assertThatThrownBy(() -> AddedRules.beside(SHIPPED, List.of(folder)))
                .hasMessageContaining("holds no .yml or .yaml file");
    }

    private RulesInForce inForce() throws IOException {
        return RulesInForce.of(AddedRules.beside(SHIPPED, List.of(folder)), List.of(), Instant.MAX);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String rule(String id) {
        return """
                title: A refusal
                id: %s
                author: Somebody Else
                logsource:
                    product: kubernetes
                    service: audit
                detection:
                    s:
                        responseStatus.code: 403
                    condition: s
                level: low
                """.formatted(id);
    }
}
