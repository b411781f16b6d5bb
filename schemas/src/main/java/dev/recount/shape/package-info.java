/**
 * The shape of a record type, read once by reflection: field names in snake case, kinds, what may be absent. JSON, Avro
 * and canonical bytes are interpreters over a shape, so the record declaration is the only place a field is named.
 */
@NullMarked
package dev.recount.shape;

import org.jspecify.annotations.NullMarked;
