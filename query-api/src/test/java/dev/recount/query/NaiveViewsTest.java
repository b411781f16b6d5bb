package dev.recount.query;

import java.nio.file.Path;

class NaiveViewsTest extends ViewsContract {

    @Override
    ViewsFixture fixture(Path folder) {
        return new NaiveViews();
    }
}
