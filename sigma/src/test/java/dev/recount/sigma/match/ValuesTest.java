package dev.recount.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.recount.sigma.rule.Comparison;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    /** The same amounts in every type of number, in order of size. */
    private static final List<List<Number>> SIZES = List.of(
            List.of(-2L, -2, (short) -2, (byte) -2, -2.0, -2.0f, new BigDecimal("-2.00"), BigInteger.valueOf(-2)),
            List.of(0L, 0, 0.0, -0.0, 0.0f, BigDecimal.ZERO),
            List.of(0.5, 0.5f, new BigDecimal("0.5")),
            List.of(1L << 53, (double) (1L << 53), BigInteger.ONE.shiftLeft(53)),
            List.of((1L << 53) + 1, new BigDecimal("9007199254740993")),
            List.of(new BigDecimal("9007199254740993.5")),
            List.of(Long.MAX_VALUE, BigInteger.valueOf(Long.MAX_VALUE)),
            List.of(BigInteger.ONE.shiftLeft(63), new BigDecimal("9223372036854775808")),
            List.of(1e300, new BigDecimal("1e300")));

    @Test
    void numbers_of_all_types_compare_by_value() {
        for (int i = 0; i < SIZES.size(); i++) {
            for (int j = 0; j < SIZES.size(); j++) {
                for (Number a : SIZES.get(i)) {
                    for (Number b : SIZES.get(j)) {
                        assertThat(Integer.signum(Values.compare(a, b)))
                                .as("%s (%s) and %s (%s)", a, a.getClass(), b, b.getClass())
                                .isEqualTo(Integer.compare(i, j));
                    }
                }
            }
        }
    }

    @Test
    void numbers_are_written_without_exponent_and_what_is_no_scalar_has_no_text() {
        assertThat(Values.text(1e21)).isEqualTo("1000000000000000000000");
        assertThat(Values.text(1.5f)).isEqualTo("1.5");
        assertThat(Values.text(new BigDecimal("1E+2"))).isEqualTo("100");
        assertThat(Values.text(Double.NaN)).isEqualTo("NaN");
        assertThat(Values.text(7)).isEqualTo("7");
        assertThat(Values.text(new StringBuilder("x"))).isEqualTo("x");
        assertThat(Values.text(true)).isEqualTo("true");
        assertThat(Values.text(List.of())).isNull();
    }

    @Test
    void infinity_and_text_that_is_no_number_are_no_numbers() {
        assertThat(Values.number(Double.NaN)).isNull();
        assertThat(Values.number(Float.POSITIVE_INFINITY)).isNull();
        assertThat(Values.number(1.5f)).isEqualTo(1.5f);
        assertThat(Values.number(true)).isNull();
        assertThat(Values.number("1".repeat(64))).isInstanceOf(BigDecimal.class);
        assertThat(Values.number("1".repeat(65))).isNull();
        assertThat(Values.number("123456789012345678")).isEqualTo(123456789012345678L);
        assertThat(Values.number("1234567890123456789")).isEqualTo(new BigDecimal("1234567890123456789"));
        assertThat(Values.number("-")).isNull();
        assertThat(Values.number("-0")).isEqualTo(0L);
        assertThat(Values.number("0")).isEqualTo(0L);
        assertThat(Values.number("0.1e2")).isEqualTo(new BigDecimal("1E+1"));
        assertThat(Values.number("1/2")).isNull();
        assertThat(Values.number("1:2")).isNull();
        assertThat(Values.number("/")).isNull();
        assertThat(Values.number(":")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "abc, EXACT, abc",
        "'', EXACT, ''",
        "abc*, PREFIX, abc",
        "*abc, SUFFIX, abc",
        "*abc*, CONTAINS, abc",
        "*, CONTAINS, ''",
        "a?c, GLOB, a",
        "a*bcd*ef, GLOB, bcd",
        "*ab*cde, GLOB, cde",
        "**ab**, CONTAINS, ab"
    })
    void a_pattern_has_a_shape_and_a_longest_literal(String text, String shape, String literal) {
        TextPattern pattern = TextPattern.of(Wildcards.mark(text), false);

        assertThat(pattern.shape()).hasToString(shape);
        assertThat(pattern.longestLiteral()).isEqualTo(literal);
    }

    @Test
    void tests_and_atoms_say_what_they_ask() {
        TextPattern pattern = TextPattern.of(Wildcards.mark("a\\*b*?\\\\"), true);

        assertThat(new ValueTest.Text(pattern)).hasToString("(cased) 'a\\*b*?\\\\'");
        assertThat(new ValueTest.Numeric(Comparison.GTE, 5)).hasToString("gte 5");
        assertThat(new ValueTest.Flag(true)).hasToString("true");
        assertThat(new ValueTest.Regex(Pattern.compile("a"))).hasToString("/a/");
        assertThat(new ValueTest.InNetwork(Network.parse("10.1.0.0/16"))).hasToString("in 10.1.0.0/16");
        assertThat(new ValueTest.InNetwork(Network.parse("2001:db8::/32"))).hasToString("in 2001:db8:0:0:0:0:0:0/32");
        assertThat(new ValueTest.InTime(TimePart.HOUR, Comparison.LT, 5)).hasToString("hour lt 5");
        ValueTest test = new ValueTest.Flag(true);
        assertThat(List.of(
                        new Atom.OnField("f", test),
                        new Atom.OnAnyField(test),
                        new Atom.Present("f"),
                        new Atom.Missing("f"),
                        new Atom.Absent("f"),
                        new Atom.Referring("f", "g", TextPattern.Shape.EXACT, false)))
                .extracting(Object::toString)
                .containsExactly(
                        "f true", "any field true", "f exists", "f does not exist", "f is null", "f EXACT field g");
        assertThat(EventFields.NULL).hasToString("null");
    }

    @Test
    void equal_tests_are_equal_objects() {
        assertThat(new ValueTest.Numeric(Comparison.EQ, 5))
                .isEqualTo(new ValueTest.Numeric(Comparison.EQ, 5.0))
                .hasSameHashCodeAs(new ValueTest.Numeric(Comparison.EQ, 5.0))
                .isNotEqualTo(new ValueTest.Numeric(Comparison.LT, 5))
                .isNotEqualTo(new ValueTest.Numeric(Comparison.EQ, 6));
        assertThat(new ValueTest.Regex(Pattern.compile("a")))
                .isEqualTo(new ValueTest.Regex(Pattern.compile("a")))
                .hasSameHashCodeAs(new ValueTest.Regex(Pattern.compile("a")))
                .isNotEqualTo(new ValueTest.Regex(Pattern.compile("a", Pattern.CASE_INSENSITIVE)))
                .isNotEqualTo(new ValueTest.Regex(Pattern.compile("b")));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/0, false",
        "0.0.0.0/0, true",
        "10.0.0.0/7, true",
        "10.0.0.0/32, true",
        "10.0.0.0/, false",
        "10.0.0.0/1x, false",
        "10.0.0.0/0008, false",
        "::/0, true",
        "8000::/1, true",
        "8000::/0, false",
        "1:2:3:4::/64, true",
        "1:2:3:4:8000::/65, true",
        "1:2:3:4:8000::/64, false",
        "::1/128, true",
        "::1/129, false",
        "::1/127, false",
        "1:2:3:4:5:6:1.2.3.4/128, true",
        "1:2:3:4:5:6:7:1.2.3.4/128, false",
        "::ffff:1.2.3.4/128, true",
        "12345::/16, false",
        "g::/16, false"
    })
    void what_is_a_network(String text, boolean valid) {
        if (valid) {
            assertThat(Network.parse(text).prefixBits()).isBetween(0, 128);
        } else {
            assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(ItemException.class);
        }
    }

    @Test
    void a_fault_names_the_offending_value_and_what_was_expected() {
        ItemException fault = new ItemException("x", "y");

        assertThat(fault.offending()).isEqualTo("x");
        assertThat(fault.expected()).isEqualTo("y");
        assertThat(fault).hasMessage("x (expected: y)");
    }

    @Test
    void lists_are_looked_through_on_both_sides_of_a_reference_and_for_null() {
        Atom same = new Atom.Referring("f", "g", TextPattern.Shape.EXACT, false);
        assertThat(same.holds(EventFields.of(Map.of("f", List.of("a", "b"), "g", List.of("c", "B")))))
                .isTrue();
        assertThat(same.holds(EventFields.of(Map.of("f", List.of("a", "b"), "g", List.of("c", "d")))))
                .isFalse();
        assertThat(same.holds(EventFields.of(Map.of("f", List.of(), "g", List.of()))))
                .isFalse();
        assertThat(same.holds(EventFields.of(Map.of("f", Map.of("x", "a"), "g", Map.of("x", "a")))))
                .isFalse();
        assertThat(new Atom.Absent("f").holds(EventFields.of(Map.of("f", List.of("a", EventFields.NULL)))))
                .isTrue();
        assertThat(new Atom.Absent("f").holds(EventFields.of(Map.of("f", Arrays.asList("a", List.of("b"))))))
                .isFalse();
    }

    @Test
    void a_number_is_written_out_as_long_as_that_is_text_for_people() {
        assertThat(Values.text(new BigDecimal("1e3"))).isEqualTo("1000");
        assertThat(Values.text(new BigDecimal("1e1000"))).hasSize(1001);
        assertThat(Values.text(new BigDecimal("1e1001"))).isEqualTo("1E+1001");
        assertThat(Values.text(new BigDecimal("1e999999999"))).isEqualTo("1E+999999999");
        assertThat(Values.text(new BigDecimal("1e-999999999"))).isEqualTo("1E-999999999");
    }
}
