/** How the shipped rules do on real public records: what they find, and how often they cry wolf. Reads {@code shared/data} in place. */
@NullMarked
package dev.recount.bench.realdata;

import org.jspecify.annotations.NullMarked;
