/**
 * What every process with an HTTP port is told: where to listen, how large a body may be, whose tokens count. Config
 * records are built from settings here and nowhere else.
 */
@NullMarked
package dev.recount.standalone.http;

import org.jspecify.annotations.NullMarked;
