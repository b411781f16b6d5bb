/** Lists that are read page by page: places in them, and cursors that name a place and cannot be made up. */
@NullMarked
package dev.recount.query.page;

import org.jspecify.annotations.NullMarked;
