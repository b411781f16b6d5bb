package dev.recount.standalone.cli;

import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.standalone.client.ServerAddress;
import dev.recount.standalone.node.NodeKeys;

/** Every key of the product. Each process reads some of them; a name that is not among them is a mistake anywhere. */
final class ProductKeys {

    /** Read by the launcher script before there is a Java process. */
    private static final Key<String> JAVA_OPTIONS =
            Key.text("java-options", "Options that the launcher passes to Java, separated by spaces.");

    private static final Key<String> CONFIG = Key.text("config", "The file to read settings from.");

    static final Keys ALL =
            Keys.of(CONFIG, JAVA_OPTIONS).and(ServerAddress.KEYS).and(NodeKeys.KEYS);

    private ProductKeys() {}
}
