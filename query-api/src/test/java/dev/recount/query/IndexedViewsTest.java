package dev.recount.query;

import java.nio.file.Path;

class IndexedViewsTest extends ViewsContract {

    @Override
    ViewsFixture fixture(Path folder) {
        return new IndexedFixture(folder);
    }
}
