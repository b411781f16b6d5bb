package dev.recount.evidence.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with signatures under it, as {@code c2sp.org/signed-note} writes them.
 *
 * @param text what was signed; ends with a line feed
 * @param signatures in the order of their lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final String DASH = "\u2014 ";

    /**
     * A signature line.
     *
     * @param name of the key
     * @param bytes the key's id, then the signature, in base64
     */
    public record NoteSignature(String name, String bytes) {

        static NoteSignature of(VerifierKey key, byte[] signature) {
            byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                    .putInt(key.id())
                    .put(signature)
                    .array();
            return new NoteSignature(key.name(), Base64.getEncoder().encodeToString(bytes));
        }

        private String line() {
            return DASH + name + " " + bytes + "\n";
        }

        private static NoteSignature parse(String line) {
            var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2 || VerifierKey.base64(parts[1]).length <= Integer.BYTES) {
                throw new MalformedNote("not a signature line: " + line);
            }
            return new NoteSignature(parts[0], parts[1]);
        }

        private boolean isBy(VerifierKey key) {
            return name.equals(key.name())
                    && ByteBuffer.wrap(VerifierKey.base64(bytes)).getInt() == key.id();
        }

        private byte[] signature() {
            byte[] all = VerifierKey.base64(bytes);
            return Arrays.copyOfRange(all, Integer.BYTES, all.length);
        }
    }

    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n') || text.indexOf('\uFFFD') >= 0) {
            throw new MalformedNote("a note ends with a line feed and has no other control characters");
        }
        signatures = List.copyOf(signatures);
    }

    static SignedNote of(String text, VerifierKey key, byte[] signature) {
        return new SignedNote(text, List.of(NoteSignature.of(key, signature)));
    }

    /**
     * Reads a note.
     *
     * @throws MalformedNote when it is none
     */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new MalformedNote("a note has an empty line before its signatures and ends with a line feed");
        }
        return new SignedNote(note.substring(0, end + 1), signatures(note.substring(end + 2)));
    }

    /**
     * Reads signature lines alone, as a witness answers with them.
     *
     * @throws MalformedNote when they are none
     */
    public static List<NoteSignature> signatures(String lines) {
        if (!lines.endsWith("\n")) {
            throw new MalformedNote("signature lines end with a line feed");
        }
        return Stream.of(lines.substring(0, lines.length() - 1).split("\n", -1))
                .map(NoteSignature::parse)
                .toList();
    }

    /** The same text with these signatures too, as far as it does not have them. */
    public SignedNote with(List<NoteSignature> more) {
        return new SignedNote(
                text,
                Stream.concat(signatures.stream(), more.stream()).distinct().toList());
    }

    /** The same text with the signatures of one key only. */
    public SignedNote only(VerifierKey key) {
        return new SignedNote(text, ofKey(key));
    }

    private List<NoteSignature> ofKey(VerifierKey key) {
        return signatures.stream().filter(signature -> signature.isBy(key)).toList();
    }

    /** Whether {@code key} signed the text. Signatures of other keys are not looked at; a wrong one of this key counts. */
    public boolean isSignedBy(VerifierKey key) {
        var own = ofKey(key);
        return !own.isEmpty() && own.stream().allMatch(signature -> key.verifies(text, signature.signature()));
    }

    /**
     * The one form that a note of this text can have if nobody but {@code key} signed it: with its first signature, written
     * out again. Readers pass over signatures of keys they do not know, and do not agree on what base64 is.
     *
     * @throws MalformedNote when it has no signature of {@code key}
     */
    public SignedNote soleForm(VerifierKey key) {
        return ofKey(key).stream()
                .findFirst()
                .map(signature -> of(text, key, signature.signature()))
                .orElseThrow(() -> new MalformedNote("not signed by " + key.name()));
    }

    /** Signature lines as they stand in a note. */
    public static String lines(List<NoteSignature> signatures) {
        return signatures.stream().map(NoteSignature::line).collect(Collectors.joining());
    }

    /** The note as it is stored and sent. */
    @Override
    public String toString() {
        return text + "\n" + lines(signatures);
    }
}
