package dev.recount.delivery.file;

import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Ntfy;
import dev.recount.delivery.channel.PagerDuty;
import dev.recount.delivery.channel.SigningKey;
import dev.recount.delivery.channel.Slack;
import dev.recount.delivery.channel.Teams;
import dev.recount.delivery.channel.Webhook;
import dev.recount.delivery.guard.AddressGuard;
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

    /** What is wrong with an address behind which only this machine or this network lies. */
    static final String NOT_PUBLIC =
            " has an address that is not public (expected: a public one, or allow_private: true)";

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
            default -> EmailReader.read(map, name, secrets, allowPrivate);
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
        if (!secrets.has("secret")) {
            map.warn("secret", "not signed, so its target cannot know who speaks (better: secret_file: PATH)");
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
                return open(url, field, shown ? text : "it");
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

    private @Nullable URI open(URI url, String field, String named) {
        if (!allowPrivate && AddressGuard.isClosed(url.getHost())) {
            map.note(field, named + NOT_PUBLIC);
            return null;
        }
        return url;
    }
}
