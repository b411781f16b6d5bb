/** Rules over files: load a folder, check it, test it with fixtures, run it over lines of JSON. The only package of this library that reads files. */
@NullMarked
package dev.recount.sigma.hunt;

import org.jspecify.annotations.NullMarked;
