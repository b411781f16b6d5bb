/**
 * Files of records, read one record at a time so that their size does not matter, and sent in batches of bounded size.
 * What a record means is the server's business; here it is bytes with a place in a file.
 */
@NullMarked
package dev.recount.standalone.records;

import org.jspecify.annotations.NullMarked;
