package dev.recount.standalone.broker;

/** Topics could not be made or did not become writable; the message is meant for a person. */
public final class TopicSetupException extends RuntimeException {

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
