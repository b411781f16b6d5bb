package dev.recount.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensFileTest {

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("tokens.yaml"), text);
    }

    @Test
    void reads_the_tokens_an_operator_handed_out() throws IOException {
        TokenEntry ci = TokenEntry.of("ci", Role.SENDER, Secret.of("hush"));

        Path file = file("- {name: ci, role: sender, sha256: %s}\n".formatted(ci.sha256()));

        assertThat(TokensFile.read(file)).containsExactly(ci);
        assertThat(new AccessTokens(TokensFile.read(file)).holderOf("hush")).contains(new Caller("ci", Role.SENDER));
        assertThat(new AccessTokens(TokensFile.read(file)).holderOf("Hush")).isEmpty();
    }

    @Test
    void knows_a_digest_that_sha256sum_would_print() {
        assertThat(TokenEntry.of("x", Role.SENDER, Secret.of("abc")).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void names_every_entry_that_is_wrong() throws IOException {
        Path file = file("""
                - {name: a, role: boss, sha256: x}
                - {name: b, role: sender}
                - {name: c, role: sender, sha256: short}
                - just text
                """);

        assertThatThrownBy(() -> TokensFile.read(file))
                .hasMessageContainingAll(
                        "entry 1 role: boss (expected: sender, responder, compliance, engineer or admin)",
                        "entry 2: needs exactly the fields name, role and sha256",
                        "entry 3 sha256: not 64 lower case hexadecimal digits",
                        "entry 4: needs exactly the fields");
    }

    @Test
    void refuses_a_file_that_is_no_list() throws IOException {
        Path file = file("name: a\n");

        assertThatThrownBy(() -> TokensFile.read(file)).hasMessageContaining("not a list");
        assertThatThrownBy(() -> TokensFile.read(directory.resolve("absent"))).hasMessageContaining("cannot be read");
    }
}
