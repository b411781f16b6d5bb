/** Where events came from, as far as what they were made from says so. Pure: whoever searches and whoever exports find the same. */
@NullMarked
package dev.recount.origin;

import org.jspecify.annotations.NullMarked;
