package dev.recount.delivery.file;

import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.Ntfy;
import dev.recount.delivery.channel.PagerDuty;
import dev.recount.delivery.channel.SigningKey;
import dev.recount.delivery.channel.Slack;
import dev.recount.delivery.channel.Teams;
import dev.recount.delivery.channel.Webhook;
import dev.recount.runtime.settings.NearestName;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one channel of an alerts file. A secret is given in place, as {@code …_file}, or as {@code …_env}. */
final class ChannelReader {

    /** Fields of each type besides {@code name}, {@code type} and {@code allow_private}; a secret's has an asterisk. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "webhook", List.of("url", "secret*"),
            "pagerduty", List.of("url", "routing_key*", "webhook_secret*"),
            "alertmanager", List.of("url"),
            "slack", List.of("url*"),
            "teams", List.of("url*"),
            "ntfy", List.of("url", "topic*", "token*"),
            "email", List.of("host", "port", "tls", "from", "to", "username", "password*"));

    private final YamlMap map;
    private final String name;
    private final SecretReader secrets;
    private final boolean allowPrivate;

    ChannelReader(YamlMap map, String name, Secrets secrets) {
        this.map = map;
        this.name = name;
        this.secrets = new SecretReader(map, secrets);
        this.allowPrivate = map.flag("allow_private");
    }

    /** The channel; empty when it is not whole. */
    Optional<Channel> read() {
        var type = map.text(
                        "type",
                        "one of "
                                + String.join(
                                        ", ", FIELDS.keySet().stream().sorted().toList()))
                .orElse("");
        var fields = FIELDS.get(type);
        if (fields == null) {
            if (!type.isEmpty()) {
                map.note(
                        "type",
                        type + NearestName.hint(FIELDS.keySet(), type) + " (expected: one of "
                                + String.join(
                                        ", ", FIELDS.keySet().stream().sorted().toList()) + ")");
            }
            return Optional.empty();
        }
        map.expect(known(fields));
        return Optional.ofNullable(channel(type));
    }

    private static Set<String> known(List<String> fields) {
        var known = new LinkedHashSet<>(List.of("name", "type", "allow_private"));
        for (String field : fields) {
            var plain = field.replace("*", "");
            known.add(plain);
            if (field.endsWith("*")) {
                known.add(plain + "_file");
                known.add(plain + "_env");
            }
        }
        return known;
    }

    private @Nullable Channel channel(String type) {
        return switch (type) {
            case "webhook" -> webhook();
            case "pagerduty" -> pagerDuty();
            case "alertmanager" -> alertmanager();
            case "slack" -> slack();
            case "teams" -> teams();
            case "ntfy" -> ntfy();
            default -> email();
        };
    }

    private @Nullable Channel webhook() {
        var url = url(null);
        var keys = new ArrayList<SigningKey>();
        for (Secret secret : secrets.all("secret")) {
            try {
                keys.add(new SigningKey(secret));
            } catch (IllegalArgumentException e) {
                map.note(secrets.place("secret"), String.valueOf(e.getMessage()));
            }
        }
        return url == null ? null : new Webhook(name, url, keys, allowPrivate);
    }

    private @Nullable Channel pagerDuty() {
        var url = url(PagerDuty.DEFAULT_URL);
        var key = secrets.one("routing_key", true);
        var answers = secrets.all("webhook_secret");
        return url == null || key == null ? null : new PagerDuty(name, url, key, answers, allowPrivate);
    }

    private @Nullable Channel alertmanager() {
        var url = url(null);
        return url == null ? null : new Alertmanager(name, url, allowPrivate);
    }

    private @Nullable Channel slack() {
        var url = secretUrl();
        return url == null ? null : new Slack(name, url, allowPrivate);
    }

    private @Nullable Channel teams() {
        var url = secretUrl();
        return url == null ? null : new Teams(name, url, allowPrivate);
    }

    private @Nullable Channel ntfy() {
        var url = url(Ntfy.DEFAULT_URL);
        var topic = secrets.one("topic", true);
        var token = secrets.one("token", false);
        return url == null || topic == null ? null : new Ntfy(name, url, topic, token, allowPrivate);
    }

    private @Nullable Channel email() {
        var host = map.text("host", "the mail server's name");
        var from = map.text("from", "the sender's address");
        var to = map.texts("to");
        if (to.isEmpty()
                || to.stream()
                        .anyMatch(each -> !each.contains("@") || each.chars().anyMatch(c -> c < 33))) {
            map.note("to", "expected one or more addresses such as oncall@example.org");
        }
        var tls = map.read("tls", Email.Tls.STARTTLS, ChannelReader::tls);
        int port = map.read("port", tls == Email.Tls.IMPLICIT ? 465 : 587, ChannelReader::port);
        var username = map.text("username", null).orElse(null);
        var password = secrets.one("password", username != null);
        return host.isEmpty() || from.isEmpty() || to.isEmpty()
                ? null
                : new Email(name, host.get(), port, tls, from.get(), to, username, password, allowPrivate);
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

    private @Nullable URI url(@Nullable URI usual) {
        var text = map.text("url", usual == null ? "an https address" : null);
        return text.isEmpty() ? usual : checked(text.get(), "url", true);
    }

    private @Nullable Secret secretUrl() {
        var secret = secrets.one("url", true);
        return secret == null || checked(secret.reveal(), secrets.place("url"), false) == null ? null : secret;
    }

    private @Nullable URI checked(String text, String field, boolean shown) {
        try {
            var url = URI.create(text);
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("https") || (scheme.equals("http") && allowPrivate);
            if (http && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below, with everything else that is no address.
        }
        map.note(
                field,
                (shown ? text + " " : "") + "is no address to send to (expected: https://HOST/…, without a user;"
                        + " http:// only with allow_private: true)");
        return null;
    }
}
