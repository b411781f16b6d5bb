/** Rules that belong together: references resolved, duplicates and cycles found, filters applied. What leaves this package can be compiled. */
@NullMarked
package dev.recount.sigma.collection;

import org.jspecify.annotations.NullMarked;
