package dev.recount.delivery.file;

import dev.recount.delivery.channel.Email;
import dev.recount.delivery.guard.AddressGuard;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a channel of the type {@code email}. */
final class EmailReader {

    private static final int PORT_IMPLICIT_TLS = 465;
    private static final int PORT_SUBMISSION = 587;
    private static final String ADDRESS = "an address such as oncall@example.org";

    private EmailReader() {}

    /** The channel; null when it is not whole. */
    static @Nullable Email read(YamlMap map, String name, SecretReader secrets, boolean allowPrivate) {
        var host = map.text("host", "the mail server's name").orElse("");
        if (!allowPrivate && AddressGuard.isClosed(host)) {
            map.note("host", host + ChannelReader.NOT_PUBLIC);
        }
        var from = map.text("from", "the sender's address").orElse("");
        if (!map.has("to")) {
            map.note("to", "missing (expected: " + ADDRESS + ")");
        }
        var to = map.texts("to", ADDRESS);
        check(map, "from", from.isEmpty() ? List.of() : List.of(from));
        check(map, "to", to);
        var tls = map.read("tls", Email.Tls.STARTTLS, EmailReader::tls);
        int usual = tls == Email.Tls.IMPLICIT ? PORT_IMPLICIT_TLS : PORT_SUBMISSION;
        int port = map.read("port", usual, EmailReader::port);
        var username = map.text("username", null).orElse(null);
        var password = secrets.one("password", username != null);
        if (tls == Email.Tls.NONE && !isThisMachine(host)) {
            map.warn(
                    "tls",
                    (password == null ? "messages go" : "messages and the password go")
                            + " over the network for everybody to read (better: starttls or implicit)");
        }
        return host.isEmpty() || from.isEmpty() || to.isEmpty()
                ? null
                : new Email(name, host, port, tls, from, to, username, password, allowPrivate);
    }

    private static void check(YamlMap map, String field, List<String> addresses) {
        for (String address : addresses) {
            if (!isAddress(address)) {
                map.note(field, address + " (expected: " + ADDRESS + ")");
            }
        }
    }

    private static boolean isAddress(String text) {
        try {
            new InternetAddress(text).validate();
            return text.chars().noneMatch(Character::isISOControl);
        } catch (AddressException e) {
            return false;
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static Email.Tls tls(String text) {
        return switch (text) {
            case "implicit" -> Email.Tls.IMPLICIT;
            case "starttls" -> Email.Tls.STARTTLS;
            case "none" -> Email.Tls.NONE;
            default -> throw new IllegalArgumentException(text + " (expected: implicit, starttls or none)");
        };
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(text + " (expected: 1..65535)");
        }
        return Integer.parseInt(text);
    }
}
