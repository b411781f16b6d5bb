package dev.recount.standalone.node;

import dev.recount.evidence.note.VerifierKey;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * A witness as it is set: where it is asked, and the key of its cosignatures.
 *
 * @param prefix an http or https address
 */
record WitnessAddress(URI prefix, VerifierKey key) {

    /**
     * Reads {@code URL VKEY}, more than one separated by commas.
     *
     * @throws RuntimeException when one is neither
     */
    static List<WitnessAddress> list(String text) {
        var set = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(WitnessAddress::parse)
                .toList();
        if (set.stream().map(witness -> witness.key().name()).distinct().count() < set.size()) {
            throw new IllegalArgumentException("two witnesses of one name");
        }
        return set;
    }

    private static WitnessAddress parse(String text) {
        var parts = text.split("\\s+", 2);
        var prefix = URI.create(parts[0]);
        if (parts.length < 2 || !List.of("http", "https").contains(prefix.getScheme()) || prefix.getHost() == null) {
            throw new IllegalArgumentException("not URL VKEY");
        }
        return new WitnessAddress(prefix, VerifierKey.parseCosigner(parts[1]));
    }
}
