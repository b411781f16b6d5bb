/** JSON as plain maps and lists, for hunting and tests. The engine itself does not need it. */
@NullMarked
package dev.recount.sigma.json;

import org.jspecify.annotations.NullMarked;
