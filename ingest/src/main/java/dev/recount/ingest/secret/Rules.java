package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which literal of a text wakes which rule. */
final class Rules {
    private static final char ALONE = 0;
    private static final Set<String> COMMANDS = Set.of(
            "curl",
            "mysql",
            "mysqldump",
            "mariadb",
            "docker",
            "podman",
            "redis-cli",
            "sshpass",
            "mongosh",
            "ldapsearch",
            "sqlcmd",
            "smbclient",
            "zip",
            "unzip",
            "7z",
            "keytool",
            "htpasswd",
            "az");

    private Rules() {}

    /** Anchors in lower case and the rules that look around them. */
    static Map<String, List<Rule>> byAnchor() {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        on(rules, new MarkerRule(), "[redacted:");
        TokenShapes.byAnchor().forEach((prefix, shapes) -> on(rules, new ShapeRule(shapes), prefix));
        on(rules, new JwtRule(), "eyj");
        on(rules, new PemRule(), "-----begin", "-----end");
        addKeyHeads(rules);
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
        addLines(rules);
        on(rules, new AuthorizationRule(), "bearer ", "basic ", "genie key");
        on(rules, new AssignmentRule(), "token", "secret", "pass", "pwd", "pswd", "key", "auth", "cookie", "jwt");
        on(rules, new AssignmentRule(), "_pat", "mnemonic", "identified by", "stringdata");
        on(rules, new NamedPairRule(), "value");
        JointRule joint = new JointRule();
        on(rules, joint, "\"\"", "''", "\"'", "'\"", "\"+\"", "'+'", "\" + \"", "' + '", "\" \"+", "' .");
        Rule hidden = (scan, start, end) -> scan.hidden = true;
        on(rules, hidden, "\u001b[", "\u001b]", "\0");
        Rule encoded = (scan, start, end) -> {};
        on(rules, encoded, "%3a%2f%2f", ":\\/\\/", "\\u00", "\\x", "%4", "%5", "%6", "%7");
        return rules;
    }

    private static void addKeyHeads(Map<String, List<Rule>> rules) {
        head(rules, "b3BlbnNzaC1rZXktdjEA", 0);
        head(rules, "IBADANBgkqhkiG9w0BAQEFAASC", 6);
        head(rules, "IBAAKCAQEA", 6);
        head(rules, "MHcCAQEEI", 0);
        head(rules, "MIGkAgEBBD", 0);
        head(rules, "MIGHAgEAMBMGByqGSM49", 0);
        head(rules, "MC4CAQAwBQYDK2Vw", 0);
        head(rules, "Private-Lines: ", 0);
    }

    private static void head(Map<String, List<Rule>> rules, String head, int before) {
        on(rules, new KeyHeadRule(head, before), head.toLowerCase(Locale.ROOT));
    }

    private static void addLines(Map<String, List<Rule>> rules) {
        on(rules, LastFieldRule.PGPASS, ":5432:", ":5433:", ":6432:", ":*:");
        on(rules, LastFieldRule.COOKIE_FILE, "\ttrue\t", "\tfalse\t");
        on(rules, new ImapLoginRule(), " login ");
        on(rules, new MailLoginRule(false), "auth plain ", "authenticate plain ");
        on(rules, new MailLoginRule(true), "334 ugfzc3dvcmq6", "+ ugfzc3dvcmq6");
        on(rules, new InsertRule(), "insert into ");
    }

    private static void addCommands(Map<String, List<Rule>> rules) {
        on(rules, new CommandFlagRule(Set.of("-p"), ALONE, true), "mysql", "mysqldump", "mysqladmin", "mariadb", "7z");
        on(rules, new CommandFlagRule(Set.of("-p"), ALONE, false), "sshpass", "mongosh", "mongo", "mongodump");
        on(rules, new CommandFlagRule(Set.of("-p"), ALONE, false), "docker login", "podman login", "oc login");
        on(rules, new CommandFlagRule(Set.of("-p"), ALONE, false), "az login", "helm registry login");
        on(rules, new CommandFlagRule(Set.of("-a", "--pass"), ALONE, false), "redis-cli");
        on(rules, new CommandFlagRule(Set.of("-w"), ALONE, false), "ldapsearch", "ldapmodify", "ldapadd");
        on(rules, new CommandFlagRule(Set.of("-u", "--user", "--proxy-user", "-U"), ':', false), "curl");
        on(rules, new CommandFlagRule(Set.of("-a", "--auth"), ':', false), "http", "https");
        on(rules, new CommandFlagRule(Set.of("-P"), ALONE, false), "zip", "unzip", "mosquitto_pub");
        on(rules, new CommandFlagRule(Set.of("-k", "-K", "-pass"), ALONE, false), "openssl enc");
        on(rules, new CommandFlagRule(Set.of("-U", "--user"), '%', false), "smbclient", "rpcclient");
        on(rules, new CommandFlagRule(Set.of("-u"), ',', false), "lftp");
        on(rules, new CommandFlagRule(Set.of("-P"), ALONE, false), "sqlcmd", "bcp");
        on(rules, new CommandFlagRule(Set.of("-storepass", "-keypass", "-passwd"), ALONE, false), "keytool", "x11vnc");
        on(rules, new CommandFlagRule(Set.of("-b", "--body"), ALONE, false), "gh secret set");
        on(rules, new CommandFlagRule(Set.of("--value"), ALONE, false), "ssm put-parameter");
        on(rules, new CommandFlagRule(Set.of("-b"), '=', false), "curl");
        addArguments(rules);
    }

    private static void addArguments(Map<String, List<Rule>> rules) {
        on(rules, new ArgumentRule(0, ALONE), "redis-cli auth", "vault login");
        on(rules, new ArgumentRule(0, ALONE), "-passin pass:", "-passout pass:", "convertto-securestring");
        on(rules, new ArgumentRule(0, ALONE), "t:wpa;p:", "requirepass ");
        on(rules, new NearbyFieldRule("password", 120), "wifi connect");
        on(rules, new NearbyFieldRule("result", 600), "random_password");
        on(rules, new NearbyFieldRule("Value", 80), "securestring");
        on(rules, new NearbyFieldRule("value", 80), "type=\"password\"");
        on(rules, new NearbyFieldRule("send", 40), "\"password:\"");
        on(rules, new NearbyFieldRule("BY", 60), "identified with");
        on(rules, new NearbyFieldRule("by", 60), "identified with");
        on(rules, new SpacedNameRule(), "api key", "access key", "secret key", "auth key", "api token");
        on(rules, new ArgumentRule(1, ALONE), "rabbitmqctl add_user", "rabbitmqctl change_password", "net user");
        on(rules, new ArgumentRule(2, ALONE), "net use");
        on(rules, new ArgumentRule(3, ALONE), "mc alias set");
        on(
                rules,
                new ArgumentRule(ArgumentRule.LAST, ALONE),
                "htpasswd -b",
                "htpasswd -nb",
                "htpasswd -cb",
                "htpasswd -bc");
        on(rules, new ArgumentRule(0, '/'), "sqlplus");
        on(
                rules,
                new PipedSecretRule(false),
                "--password-stdin",
                "sudo -s",
                "passwd --stdin",
                "secret put ",
                "env add ");
        on(rules, new PipedSecretRule(false), "secret set ", "--data-file=-", "--with-token");
        on(rules, new PipedSecretRule(true), "chpasswd");
        on(rules, new GivenPairsRule(false), "vault kv put", "vault write", "secrets set", "secret:set");
        on(rules, new GivenPairsRule(true), "--from-literal=", "--from-literal ");
        on(rules, new MnemonicRule(), "mnemonic", "seed phrase", "seed_phrase", "recovery phrase");
        on(rules, new KubernetesSecretRule(), "kind: secret", "kind\":\"secret", "kind\": \"secret");
        on(rules, new YamlPairRule(), "value");
        for (String hash : List.of("$1$", "$5$", "$6$", "$y$", "$2a$", "$2b$", "$2y$", "$apr1$", "$argon2id$")) {
            on(
                    rules,
                    new ShapeRule(List.of(new TokenShape(SecretKind.PASSWORD, hash, Alphabet.CRYPT, 28, 200, false))),
                    hash);
        }
    }

    /** Whether a program takes secrets under options that tell nothing by themselves. */
    static boolean isCommandWithSecrets(String word) {
        return COMMANDS.contains(word);
    }

    private static void on(Map<String, List<Rule>> rules, Rule rule, String... anchors) {
        for (String anchor : anchors) {
            rules.computeIfAbsent(anchor, a -> new ArrayList<>(1)).add(rule);
        }
    }
}
