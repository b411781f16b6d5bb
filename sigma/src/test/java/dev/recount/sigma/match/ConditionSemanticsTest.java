package dev.recount.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions: the event has the fields whose selections hold, so {@code ab} means that {@code sel_a} and {@code sel_b} do. */
class ConditionSemanticsTest {

    private static final String SELECTIONS = """
            sel_a: {a: 1}
            sel_b: {b: 1}
            other: {c: 1}
            _hidden: {d: 1}
            condition:\s""";

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "sel_a, a, true",
        "sel_a, b, false",
        "not sel_a, b, true",
        "not not sel_a, a, true",
        "sel_a and sel_b, a, false",
        "sel_a and sel_b, ab, true",
        "sel_a or sel_b, b, true",
        "SEL_A or sel_a, a, error",
        "sel_a AND NOT sel_b, a, true",
        "sel_a or sel_b and other, a, true",
        "(sel_a or sel_b) and other, a, false",
        "sel_a or sel_b and other, b, false",
        "not sel_a and sel_b, b, true",
        "not (sel_a and sel_b), a, true",
        "not sel_a or sel_b, ab, true",
        "1 of sel_*, b, true",
        "1 of sel_*, c, false",
        "any of sel_*, b, true",
        "all of sel_*, a, false",
        "all of sel_*, ab, true",
        "all of them, abc, true",
        "all of them, ab, false",
        "1 of them, d, false",
        "1 of them, c, true",
        "1 of _*, d, true",
        "1 of *, d, true",
        "1 of sel_?, a, true",
        "not 1 of sel_*, c, true",
        "not all of sel_*, a, true",
        "1 of sel_* and other, ac, true",
        "2 of sel_*, ab, error",
        "1 of nothing*, a, error",
        "missing, a, error",
        "sel_a sel_b, ab, error",
        "sel_a and, a, error",
        "(sel_a, a, error",
        "sel_a), a, error",
        "'sel_a | count() > 3', a, error",
        "'', a, error",
        "not, a, error",
        "1 of, a, error",
        "sel_a and or sel_b, ab, error"
    })
    void a_condition_means(String condition, String fields, String expected) {
        Map<String, Object> event = new HashMap<>();
        fields.chars().forEach(field -> event.put(String.valueOf((char) field), 1));
        String actual;
        try {
            actual = String.valueOf(Rules.matches(SELECTIONS + "'" + condition + "'", event));
        } catch (RuntimeException e) {
            actual = "error";
        }

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void a_list_of_conditions_is_or() {
        assertThat(Rules.matches(SELECTIONS + "[sel_a, sel_b]", Map.of("b", 1))).isTrue();
        assertThat(Rules.matches(SELECTIONS + "[sel_a, sel_b]", Map.of("c", 1))).isFalse();
    }

    @Test
    void a_map_is_and_and_a_list_of_maps_is_or() {
        String map = "sel: {a: 1, b: 1}\ncondition: sel";
        String list = "sel: [{a: 1, b: 1}, {c: 1}]\ncondition: sel";

        assertThat(Rules.matches(map, Map.of("a", 1))).isFalse();
        assertThat(Rules.matches(map, Map.of("a", 1, "b", 1))).isTrue();
        assertThat(Rules.matches(list, Map.of("a", 1))).isFalse();
        assertThat(Rules.matches(list, Map.of("c", 1))).isTrue();
    }

    @Test
    void a_list_of_texts_is_keywords_over_the_whole_event() {
        String keywords = "sel: [evil, 'b?d', 7]\ncondition: sel";

        assertThat(Rules.matches(keywords, Map.of("a", Map.of("b", List.of("so EVIL it is")))))
                .isTrue();
        assertThat(Rules.matches(keywords, Map.of("a", "too bad"))).isTrue();
        assertThat(Rules.matches(keywords, Map.of("a", 1700))).isTrue();
        assertThat(Rules.matches(keywords, Map.of("evil", "good"))).isFalse();
        assertThat(Rules.matches("sel: [evil, {a: 1}]\ncondition: sel", Map.of("a", 1)))
                .isTrue();
        assertThat(Rules.matches("sel: [evil, {a: 1}]\ncondition: sel", Map.of("b", "evil")))
                .isTrue();
    }

    @Test
    void placeholders_stand_for_their_values() {
        Placeholders placeholders = Placeholders.of(Map.of("admins", List.of("root", "adm*"), "n", List.of("1", "2")));

        assertThat(holds("f|expand: '%admins%'", "root", placeholders)).isTrue();
        assertThat(holds("f|expand: '%admins%'", "adm_joe", placeholders)).isTrue();
        assertThat(holds("f|expand: '%admins%'", "joe", placeholders)).isFalse();
        assertThat(holds("f|contains|expand: 'x%n%y%n%'", "ax1y2b", placeholders))
                .isTrue();
        assertThat(holds("f|expand: '\\%admins\\%'", "%admins%", placeholders)).isTrue();
        assertThat(holds("f|expand: '100%'", "100%", placeholders)).isTrue();
        assertThat(holds("f: '%admins%'", "%admins%", placeholders)).isTrue();
    }

    private static boolean holds(String item, String value, Placeholders placeholders) {
        return new DetectionCompiler(placeholders)
                .compile(Rules.detection("sel:\n  " + item + "\ncondition: sel").detection())
                .holds(EventFields.of(Map.of("f", value)));
    }
}
