package dev.recount.standalone.broker;

/** The embedded broker cannot start; the message is meant for a person. */
public final class BrokerException extends RuntimeException {

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
