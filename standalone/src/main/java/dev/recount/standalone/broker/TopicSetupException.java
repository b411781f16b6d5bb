package dev.recount.standalone.broker;

import org.jspecify.annotations.Nullable;

/** Topics could not be made or did not become writable; the message is meant for a person. */
public final class TopicSetupException extends RuntimeException {

    TopicSetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
