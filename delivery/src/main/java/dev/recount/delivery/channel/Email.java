package dev.recount.delivery.channel;

import dev.recount.delivery.card.PlainText;
import dev.recount.runtime.settings.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * E-mail by SMTP.
 *
 * @param name its name in the alerts file
 * @param host the mail server
 * @param port its port
 * @param tls how the connection is protected
 * @param from the sender's address
 * @param to the receivers' addresses
 * @param username to log in with, if at all
 * @param password to log in with
 * @param allowPrivate whether the server's address may be private
 */
public record Email(
        String name,
        String host,
        int port,
        Tls tls,
        String from,
        List<String> to,
        @Nullable String username,
        @Nullable Secret password,
        boolean allowPrivate)
        implements Channel {

    private static final int SUBJECT_CHARS_MAX = 200;

    /** How a connection to a mail server is protected. Certificates are verified wherever there is one. */
    public enum Tls {
        /** From the first byte (port 465). */
        IMPLICIT,
        /** By STARTTLS, without which nothing is sent (port 587). */
        STARTTLS,
        /** Not at all: for a server on the same machine. */
        NONE
    }

    public Email {
        to = List.copyOf(to);
    }

    @Override
    public String type() {
        return "email";
    }

    /** A subject on one line. */
    public static String subject(Message message) {
        return PlainText.cut(
                "[Recount] "
                        + PlainText.line(
                                message.headline() + ": " + message.card().sentence()),
                SUBJECT_CHARS_MAX);
    }

    /** The body, plain text. */
    public static String text(Message message) {
        var text = message.card().text() + "\n";
        return message.failure() == null ? text : message.headline() + "\n\n" + text;
    }
}
