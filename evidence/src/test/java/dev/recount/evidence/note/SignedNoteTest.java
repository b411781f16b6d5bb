package dev.recount.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    /** The example of c2sp.org/signed-note. */
    private static final VerifierKey KEY =
            VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");

    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static final String OTHER = "\u2014 example.com/bar AAAAAQIDBAUGBwg=\n";

    @Test
    void the_published_note_verifies_and_is_written_as_it_was_read() {
        var note = SignedNote.parse(NOTE);
        assertThat(note.isSignedBy(KEY)).isTrue();
        assertThat(note).hasToString(NOTE);
        assertThat(KEY).hasToString("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    }

    @Test
    void a_changed_text_does_not_verify() {
        assertThat(SignedNote.parse(NOTE.replace("an example", "no example")).isSignedBy(KEY))
                .isFalse();
    }

    @Test
    void signatures_of_unknown_keys_are_ignored_and_a_bad_one_of_a_known_key_counts() {
        assertThat(SignedNote.parse(NOTE + OTHER).isSignedBy(KEY)).isTrue();
        var forged = NOTE + NOTE.substring(NOTE.indexOf('\u2014')).replace("Uw2QOkn8", "Uw2QOkn9");
        assertThat(SignedNote.parse(forged).isSignedBy(KEY)).isFalse();
    }

    @Test
    void what_is_no_note_is_refused_with_the_reason() {
        assertThatThrownBy(() -> SignedNote.parse("no signature\n")).isInstanceOf(MalformedNote.class);
        assertThatThrownBy(() -> SignedNote.parse("text\n\nsignature\n")).hasMessageContaining("signature line");
        assertThatThrownBy(() -> SignedNote.parse(NOTE.replace("This", "T\u0007his")))
                .hasMessageContaining("control");
        assertThatThrownBy(() -> VerifierKey.parse(KEY.toString().replace("530d903a", "530d903b")))
                .hasMessageContaining("id");
    }

    @Test
    void a_new_key_signs_what_its_public_half_verifies_and_signs_the_same_text_the_same_way() {
        var text = SigningKey.generate(new SecureRandom());
        var key = SigningKey.of("recount.test/log", text);
        var checkpoint = new Checkpoint("recount.test/log", 7, new byte[32]);
        var note = key.sign(checkpoint.text());

        assertThat(note.isSignedBy(VerifierKey.parse(key.verifier().toString())))
                .isTrue();
        assertThat(SigningKey.of("recount.test/log", text).sign(checkpoint.text()))
                .hasToString(note.toString());
        assertThat(Checkpoint.parse(SignedNote.parse(note.toString()).text())).isEqualTo(checkpoint);
        assertThat(note.isSignedBy(SigningKey.of("recount.test/other", text).verifier()))
                .isFalse();
    }

    @Test
    void what_is_no_checkpoint_is_refused() {
        assertThatThrownBy(() -> Checkpoint.parse("log\n-1\nAAAA\n")).isInstanceOf(MalformedNote.class);
        assertThatThrownBy(() -> Checkpoint.parse("log\n1\nAAAA\n")).hasMessageContaining("root");
        assertThatThrownBy(() -> Checkpoint.parse("This is an example message.\n"))
                .isInstanceOf(MalformedNote.class);
    }
}
