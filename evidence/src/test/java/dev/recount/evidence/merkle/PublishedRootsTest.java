package dev.recount.evidence.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The eight leaves and their roots that Certificate Transparency implementations test each other with. */
class PublishedRootsTest {

    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final Map<Integer, String> ROOTS = Map.of(
            0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_roots_are_those_that_were_published() {
        var frontier = new Frontier();
        for (int size = 0; size <= ENTRIES.size(); size++) {
            if (ROOTS.containsKey(size)) {
                assertThat(frontier.root()).asHexString().isEqualToIgnoringCase(ROOTS.get(size));
            }
            if (size < ENTRIES.size()) {
                frontier.append(MerkleHash.leaf(HexFormat.of().parseHex(ENTRIES.get(size))), (h, i, hash) -> {});
            }
        }
    }
}
