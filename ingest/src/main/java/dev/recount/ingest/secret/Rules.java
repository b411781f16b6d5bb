package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which literal of a text wakes which rule. */
final class Rules {
    private Rules() {}

    /** Anchors in lower case and the rules that look around them. */
    static Map<String, List<Rule>> byAnchor() {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        on(rules, new MarkerRule(), "[redacted:");
        TokenShapes.byAnchor().forEach((prefix, shapes) -> on(rules, new ShapeRule(shapes), prefix));
        on(rules, new JwtRule(), "eyj");
        on(rules, new PemRule(), "-----begin");
        on(rules, new AwsKeyIdRule(), "akia", "asia");
        on(rules, new PathSecretRule(SecretKind.SLACK_WEBHOOK, 20), "hooks.slack.com/services/");
        on(rules, new PathSecretRule(SecretKind.SLACK_WEBHOOK, 20), "hooks.slack.com/workflows/");
        on(rules, new PathSecretRule(SecretKind.SLACK_WEBHOOK, 20), "hooks.slack.com/triggers/");
        on(rules, new PathSecretRule(SecretKind.WEBHOOK_URL, 40), "discord.com/api/webhooks/");
        on(rules, new PathSecretRule(SecretKind.WEBHOOK_URL, 40), "webhook.office.com/webhookb2/");
        on(rules, new TelegramRule(), ":aa");
        on(rules, new AzureClientSecretRule(), "8q~");
        on(rules, new TerraformCloudRule(), ".atlasv1.");
        on(rules, new UrlRule(), "://");
        on(rules, new QuerySecretRule(SecretKind.AZURE_SAS, 20), "sig=");
        on(rules, new QuerySecretRule(SecretKind.API_KEY, 20), "key=", "code=");
        on(rules, new QuerySecretRule(SecretKind.AZURE_STORAGE_KEY, 40), "accountkey=");
        addCommands(rules);
        on(rules, new AuthorizationRule(), "bearer ", "basic ", "genie key");
        on(rules, new AssignmentRule(), "token", "secret", "pass", "pwd", "pswd", "key", "auth", "cookie", "jwt");
        on(rules, new AssignmentRule(), "_pat", "mnemonic", "identified by");
        on(rules, new NamedPairRule(), "value");
        JointRule joint = new JointRule();
        on(rules, joint, "\"\"", "''", "\"'", "'\"", "\"+\"", "'+'", "\" + \"", "' + '", "\" \"+", "' .");
        Rule encoded = (scan, start, end) -> {};
        on(rules, encoded, "%3a%2f%2f", ":\\/\\/", "\\u00", "\\x", "%4", "%5", "%6", "%7");
        return rules;
    }

    private static void addCommands(Map<String, List<Rule>> rules) {
        on(rules, new CommandFlagRule(Set.of("-p"), false, true), "mysql", "mysqldump", "mysqladmin", "mariadb", "7z");
        on(rules, new CommandFlagRule(Set.of("-p"), false, false), "sshpass", "mongosh", "mongo", "mongodump");
        on(rules, new CommandFlagRule(Set.of("-p"), false, false), "docker login", "podman login", "oc login");
        on(rules, new CommandFlagRule(Set.of("-p"), false, false), "az login", "helm registry login");
        on(rules, new CommandFlagRule(Set.of("-a", "--pass"), false, false), "redis-cli");
        on(rules, new CommandFlagRule(Set.of("-w"), false, false), "ldapsearch", "ldapmodify", "ldapadd");
        on(rules, new CommandFlagRule(Set.of("-u", "--user", "--proxy-user", "-U"), true, false), "curl");
        on(rules, new CommandFlagRule(Set.of("-a", "--auth"), true, false), "http", "https");
        on(rules, new CommandFlagRule(Set.of("-P"), false, false), "zip", "unzip", "mosquitto_pub");
        on(rules, new CommandFlagRule(Set.of("-k", "-K", "-pass"), false, false), "openssl enc");
    }

    private static void on(Map<String, List<Rule>> rules, Rule rule, String... anchors) {
        for (String anchor : anchors) {
            rules.computeIfAbsent(anchor, a -> new ArrayList<>(1)).add(rule);
        }
    }
}
