package dev.recount.evidence.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of c2sp.org/tlog-tiles. */
class TilePathTest {

    @Test
    void the_published_index_is_written_in_groups_of_three() {
        assertThat(new TilePath(0, 1_234_067, 256)).hasToString("0/x001/x234/067");
        assertThat(new TilePath(TilePath.ENTRIES, 5, 17)).hasToString("entries/005.p/17");
    }

    @Test
    void the_published_trees_have_the_published_tiles() {
        assertThat(full(0, 70_000)).isEqualTo(273);
        assertThat(TilePath.widthAt(0, 273, 70_000)).isEqualTo(112);
        assertThat(full(1, 70_000)).isEqualTo(1);
        assertThat(TilePath.widthAt(1, 1, 70_000)).isEqualTo(17);
        assertThat(TilePath.widthAt(2, 0, 70_000)).isEqualTo(1);
        assertThat(TilePath.widthAt(3, 0, 70_000)).isZero();
        assertThat(full(0, 256)).isEqualTo(1);
        assertThat(TilePath.widthAt(1, 0, 256)).isEqualTo(1);
    }

    @Test
    void no_tree_has_tiles_of_levels_or_indices_beyond_what_fits_into_its_size() {
        for (int level = 8; level < 64; level++) {
            assertThat(TilePath.widthAt(level, 0, 70_000)).as("level %d", level).isZero();
        }
        assertThat(TilePath.widthAt(0, 1L << 56, 70_000)).isZero();
        assertThat(TilePath.widthAt(TilePath.ENTRIES, 1L << 56, 70_000)).isZero();
        assertThat(TilePath.widthAt(0, (1L << 56) + 1, 70_000)).isZero();
    }

    private static long full(int level, long size) {
        return LongStream.range(0, 1_000)
                .filter(index -> TilePath.widthAt(level, index, size) == TilePath.WIDTH)
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/000", "0/x001/x234/067", "entries/005.p/17", "63/999.p/255", "1/x001/000"})
    void what_is_written_is_read(String path) {
        assertThat(TilePath.parse(path))
                .hasValueSatisfying(tile -> assertThat(tile).hasToString(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/0",
                "0/1000",
                "0/x000/001",
                "64/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/257",
                "0/../000",
                "00/000",
                "entries/",
                "0/x999/x999/x999/x999/x999/x999/x999/999"
            })
    void what_is_no_tile_is_not_read(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }
}
