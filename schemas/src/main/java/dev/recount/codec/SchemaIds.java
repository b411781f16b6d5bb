package dev.recount.codec;

import org.apache.avro.Schema;

/** Gives schemas the four-byte identity that stands before each value (Confluent wire format). */
public interface SchemaIds {

    /**
     * The id under which {@code schema} is known for {@code subject}, registering it where that is possible.
     *
     * @throws UnknownSchema when it is not known and cannot be registered
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema that {@code id} names.
     *
     * @throws UnknownSchema when nothing has that id
     */
    Schema byId(int id);
}
