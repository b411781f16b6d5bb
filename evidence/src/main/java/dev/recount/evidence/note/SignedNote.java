package dev.recount.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

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
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(key.id())
                .put(signature)
                .array();
        var line = new NoteSignature(key.name(), Base64.getEncoder().encodeToString(bytes));
        return new SignedNote(text, List.of(line));
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
        var signatures = new ArrayList<NoteSignature>();
        for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /** Whether {@code key} signed the text. Signatures of other keys are not looked at; a wrong one of this key counts. */
    public boolean isSignedBy(VerifierKey key) {
        var own = signatures.stream().filter(signature -> signature.isBy(key)).toList();
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        return !own.isEmpty() && own.stream().allMatch(signature -> key.verifies(signed, signature.signature()));
    }

    /** The note as it is stored and sent. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
