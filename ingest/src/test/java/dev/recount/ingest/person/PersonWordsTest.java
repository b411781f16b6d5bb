package dev.recount.ingest.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonWordsTest {

    private static String marked(String text) {
        return PersonWords.replace(text, name -> "<" + name + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user:dana|<user:dana>",
                "asked by user:dana.|asked by <user:dana>.",
                "Dana.Meyer@Example.COM|<dana.meyer@example.com>",
                "oidc:dana@example.com|oidc:<dana@example.com>",
                "?actor=user%3Adana&to=a%40b.example|?actor=<user:dana>&to=<a@b.example>",
                "{\"to\":\"dana@example.com\",\"x\":1}|{\"to\":\"<dana@example.com>\",\"x\":1}",
                "user:a and user:b|<user:a> and <user:b>",
                "q=dana%40example.com%20x|q=<dana@example.com>%20x",
                "dana@example.com:denied|<dana@example.com>:denied",
                "_dana@example.com_|_<dana@example.com>_",
                "_user:dana_|_<user:dana>_",
                "%22dana@example.com%22|%22<dana@example.com>%22",
                "dana%2540example.com%252C|<dana@example.com>%252C",
                "log\\ndana@example.com|log\\n<dana@example.com>",
                "dana\\u0040example.com|<dana@example.com>",
                "a@b@dana.example|a@<b@dana.example>",
                "//dana@example.com|//<dana@example.com>",
                "dana@example.com-old|<dana@example.com>-old"
            })
    void finds_persons_by_the_form_of_their_names(String text, String expected) {
        assertThat(marked(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "user:",
                "user:*",
                "user:d*",
                "superuser:dana",
                "git@github.com:acme/shop.git",
                "ssh://deploy@build.example.com/x",
                "deploy@build.example.com:/srv/x",
                "1%@40",
                "left-pad@1.3.0",
                "@scope/package@2.0.1",
                "a@b",
                "100%",
                "agent:claude-code"
            })
    void takes_nothing_else_for_a_person(String text) {
        assertThat(marked(text)).isSameAs(text);
    }

    @Test
    void tells_a_name_from_a_text_with_a_name() {
        assertThat(PersonWords.nameIn("User@Example.com")).isEqualTo("user@example.com");
        assertThat(PersonWords.nameIn("user:erin or user:dana")).isNull();
    }
}
