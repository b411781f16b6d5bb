package dev.recount.ingest.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRedactorTest {
    private static final long SEED = 20260424;
    static final Fingerprinter FINGERPRINTER =
            new Fingerprinter(FingerprintKey.of("a key of tests only".getBytes(StandardCharsets.UTF_8)));
    private final TextRedactor redactor = new TextRedactor(FINGERPRINTER);

    @TestFactory
    Stream<DynamicTest> finds_every_form_in_every_carrier_under_one_fingerprint() {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, String> secrets = new FakeSecrets(SEED).byForm();
        secrets.forEach((form, secret) -> Carriers.ofForm()
                .forEach((carrier, carry) -> tests.add(DynamicTest.dynamicTest(
                        form + " in " + carrier, () -> assertFound(carry.apply(secret), secret)))));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> finds_every_named_value_in_every_carrier_under_one_fingerprint() {
        List<DynamicTest> tests = new ArrayList<>();
        new FakeSecrets(SEED).byName().forEach(named -> Carriers.ofNamed().forEach((carrier, carry) -> {
            String written = carry.apply(named.name(), named.value());
            String secret =
                    List.of("docker", "flag").contains(carrier) ? named.value().replace("&", "") : named.value();
            tests.add(DynamicTest.dynamicTest(named + " in " + carrier, () -> assertFound(written, secret)));
        }));
        return tests.stream();
    }

    private void assertFound(String text, String secret) {
        Redaction redaction = redactor.redact(text);
        assertThat(redaction.text()).as(text).doesNotContain(secret);
        assertThat(redaction.secrets())
                .as(text)
                .extracting(FoundSecret::fingerprint)
                .contains(FINGERPRINTER.fingerprint(secret));
        Redaction again = redactor.redact(redaction.text());
        assertThat(again.isClean()).as("again: " + redaction.text()).isTrue();
        assertThat(again.text()).isEqualTo(redaction.text());
    }

    @TestFactory
    Stream<DynamicTest> finds_what_only_its_place_gives_away() {
        FakeSecrets fake = new FakeSecrets(SEED);
        String uuid = fake.uuid();
        String key = fake.from(FakeSecrets.ALNUM, 40);
        return Stream.of(
                        new String[] {"curl -u admin:hunter2 https://x.test", "hunter2"},
                        new String[] {"curl --user 'admin:hun ter2' https://x.test", "hun ter2"},
                        new String[] {"mysql -h db -u root -phunter2 app", "hunter2"},
                        new String[] {"mysqldump --password=hunter2 app > d.sql", "hunter2"},
                        new String[] {"sshpass -p hunter2 ssh root@h", "hunter2"},
                        new String[] {"redis-cli -h r -a hunter2 flushall", "hunter2"},
                        new String[] {"docker login -u me -p hunter2 r.test", "hunter2"},
                        new String[] {"PGPASSWORD=hunter2 psql -h db", "hunter2"},
                        new String[] {"postgres://app:hunter2@db.test:5432/app", "hunter2"},
                        new String[] {"postgres://app:hun%40ter2@db.test:5432/app", "hun@ter2"},
                        new String[] {"mongodb+srv://app:hunter2@c.test/?retryWrites=true", "hunter2"},
                        new String[] {"redis://:hunter2@cache:6379/0", "hunter2"},
                        new String[] {"amqp://guest:gu3st@mq:5672", "gu3st"},
                        new String[] {"DATABASE_URL=\"mysql://u:a/b@c@db/x\"", "a/b@c"},
                        new String[] {"jdbc:postgresql://db/app?user=u&password=hunter2&ssl=true", "hunter2"},
                        new String[] {"Server=db;Database=a;User Id=u;Password=hunter2;", "hunter2"},
                        new String[] {"machine h.test login me password hunter2", "hunter2"},
                        new String[] {"//registry.npmjs.org/:_authToken=" + uuid, uuid},
                        new String[] {
                            "{\"auths\":{\"r.test\":{\"auth\":\"" + Carriers.base64("me:hunter2") + "\"}}}", "hunter2"
                        },
                        new String[] {"Authorization: Basic " + Carriers.base64("me:hunter2"), "hunter2"},
                        new String[] {"curl -H 'authorization: bearer " + uuid + "' https://backboard.railway.app", uuid
                        },
                        new String[] {"-H \"Project-Access-Token: " + uuid + "\"", uuid},
                        new String[] {"Authorization: token " + key, key},
                        new String[] {"authorization: " + key, key},
                        new String[] {"Cookie: theme=dark; sessionid=" + key + "; lang=en", key},
                        new String[] {"Set-Cookie: connect.sid=s%3A" + key + "; Path=/; HttpOnly", "s:" + key},
                        new String[] {"https://api.test/x?access_token=" + key + "&z=1", key},
                        new String[] {
                            "https://a.blob.core.windows.net/c?sv=2021&sig=" + Carriers.percent(key + "/+="),
                            key + "/+="
                        },
                        new String[] {
                            "AccountName=a;AccountKey=" + key + key + "==;EndpointSuffix=core", key + key + "=="
                        },
                        new String[] {
                            "https://hooks.slack.com/services/T0" + "AAAA/B0BBBB/" + key, "T0" + "AAAA/B0BBBB/" + key
                        },
                        new String[] {"aws configure set aws_secret_access_key " + key, key},
                        new String[] {"AKIA" + "QWERTYUIOP234567," + key, key},
                        new String[] {"CREATE ROLE app LOGIN PASSWORD 'hunter2'", "hunter2"},
                        new String[] {"CREATE USER a IDENTIFIED BY 'hunter2'", "hunter2"},
                        new String[] {"<password>hunter2</password>", "hunter2"},
                        new String[] {"password: |\n  hunter2\n", "hunter2"},
                        new String[] {"kubectl create secret generic s --from-literal=password=hunter2", "hunter2"},
                        new String[] {
                            "kubectl create secret generic s --from-literal=password=LtxYYMfGmzWq", "LtxYYMfGmzWq"
                        },
                        new String[] {
                            "kubectl create secret generic s --from-literal=dbpass=LtxYYMfGmzWk", "LtxYYMfGmzWk"
                        },
                        new String[] {"curl -H \"Authorization: Bearer \"'" + key + "' https://x", key},
                        new String[] {"curl -H 'Authorization: Bearer '\"" + key + "\" https://x", key},
                        new String[] {"openssl enc -aes-256-cbc -in a -out b -k hunter2", "hunter2"},
                        new String[] {"gh auth login --with-token " + key, key},
                        new String[] {"export TOKEN=" + uuid + " && curl x", uuid},
                        new String[] {"config[\"db_password\"] = \"hunter2\"", "hunter2"},
                        new String[] {"export API_TOKEN=swordfishfish", "swordfishfish"},
                        new String[] {"TOKEN='letmeinplease' ./run", "letmeinplease"},
                        new String[] {"JWT_SECRET=super-secret-value npm start", "super-secret-value"},
                        new String[] {"tool --client-secret open-sesame-please --x", "open-sesame-please"},
                        new String[] {"https://api.test/x?access_token=letmeinplease&z=1", "letmeinplease"},
                        new String[] {"curl -d 'client_id=a&client_secret=swordfish' https://x.test", "swordfish"},
                        new String[] {"curl -H 'X-Api-Key: swordfish' https://x.test", "swordfish"},
                        new String[] {"api_key = \"sunshineandrainbows\"", "sunshineandrainbows"},
                        new String[] {"auth:\n  clientSecret: correcthorsebattery\n", "correcthorsebattery"},
                        new String[] {"{\"token\": \"letmeinplease\"}", "letmeinplease"},
                        new String[] {"pwd=hunter2;", "hunter2"})
                .map(row -> DynamicTest.dynamicTest(row[0], () -> assertFound(row[0], row[1])));
    }

    @TestFactory
    Stream<DynamicTest> finds_private_keys_in_every_notation_under_one_fingerprint() {
        return Stream.of("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ").flatMap(label -> {
            String pem = new FakeSecrets(SEED).pem(label);
            Fingerprint expected = FINGERPRINTER.fingerprint(pem);
            return Stream.of(
                            pem,
                            "cat key\n" + pem + "\nend",
                            "{\"private_key\": \"" + pem.replace("\n", "\\n") + "\\n\"}",
                            Carriers.json("{\"k\":\"" + pem.replace("\n", "\\n") + "\"}"),
                            pem.replace("\n", "\r\n"),
                            "KEY=" + Carriers.base64(pem),
                            "k=" + Carriers.percent(pem),
                            pem.replace("\n", "\n    "))
                    .map(text -> DynamicTest.dynamicTest(label + text.length(), () -> {
                        Redaction redaction = redactor.redact(text);
                        assertThat(redaction.secrets())
                                .extracting(FoundSecret::fingerprint)
                                .contains(expected);
                        assertThat(redaction.text()).doesNotContain(pem.substring(40, 70));
                        assertThat(redactor.redact(redaction.text()).isClean()).isTrue();
                    }));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export TOKEN=$TOKEN",
                "curl -H \"Authorization: Bearer $TOKEN\" https://x.test",
                "curl -H \"Authorization: Bearer ${RAILWAY_TOKEN}\" https://x.test",
                "Authorization: Bearer <token>",
                "password: ${{ secrets.DB_PASSWORD }}",
                "password = os.environ[\"DB_PASSWORD\"]",
                "const token = process.env.GITHUB_TOKEN;",
                "const token = await getToken(user);",
                "PASSWORD=changeme",
                "f(token=parser, secret=client.secret, api_key=settings_key)",
                "run(secret=load_secret, api_key=getKey())",
                "token = tokenizer",
                "  apiKey: ApiKeyType,",
                "  clientSecret: string;",
                "--api-key API_KEY  the key to use",
                "const apiKey = useKey;",
                "[\"client_secret\", \"redirect_uri\"]",
                "kind: 'token', token: 'identifier'",
                "export GITHUB_TOKEN=$(gh auth token)",
                "TOKEN=`cat file`",
                "API_KEY=/run/secrets/api",
                "secret: inherited",
                "API_KEY=xxxxxxxxxxxxxxxx",
                "token: ****************",
                "SECRET_KEY=your-secret-key-here",
                "commit 3f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a",
                "{\"id\":\"toolu_01AbCdEfGhIjKlMnOpQrStUv\",\"type\":\"tool_use\"}",
                "{\"id\":\"550e8400-e29b-41d4-a716-446655440000\"}",
                "railway volume 3d2c42fb-1f0e-4b1c-9a3e-7c5d2b1a0f9e is gone",
                "volumeDelete(volumeId: \"3d2c42fb-1f0e-4b1c-9a3e-7c5d2b1a0f9e\")",
                "\"integrity\": \"sha512-q1Xj0p5q5Y1nZ0ZP1n2m3k4l5j6h7g8f9d0s1a2q3w4e5r6t7y8u9i0o1p2a3s4d5f6g7h8j9k0l1z==\"",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "/home/user/projects/token-service/src/main/java/AuthToken.java",
                "\"input_tokens\": 1200, \"max_tokens\": 4096, \"output_tokens\":33",
                "public void setPassword(String password) { this.password = password; }",
                "def login(username: str, password: str) -> Token:",
                "Please enter your password: ",
                "The password must be at least 12 characters long.",
                "secretName: my-app-tls",
                "\"nextToken\": \"eyJleGFtcGxlIjoxMjN9abcDEF123456\"",
                "key: value",
                "{\"key\":\"src/main/java/App.java\",\"keyId\":\"abc123def456\"}",
                "PWD=/home/user/project1",
                "https://example.test:8443/@scope/pkg2",
                "git@github.com:owner/repo.git",
                "npm install @types/node@20.1.0",
                "mysql -u root -p app",
                "curl -u \"$USER:$PASS\" https://x.test",
                "postgres://app:${DB_PASSWORD}@db/app",
                "auth: true",
                "token_type: bearer",
                "\"tokenId\": \"1f0e4b1c-9a3e-4c5d-8b1a-0f9e3d2c42fb\"",
                "Bearer authentication is required for this endpoint",
                "basic authentication required",
                "the primary key is user_id and the sort key is created_at",
                "password_reset_required: false",
                "\"authorization\": \"none\"",
                "\"token\": null",
                "grep -rn 'password' src | head -20",
                "rg \"api_key|secret\" --type py",
                "if (password == null) throw new Error('no password');",
                "client_token: hmac-sha256:1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf",
                "keyboard shortcut: ctrl+shift+p12",
                "https://example.test/reset?next=/account/password",
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
            })
    void leaves_what_is_no_secret(String text) {
        Redaction redaction = redactor.redact(text);
        assertThat(redaction.text()).isSameAs(text);
        assertThat(redaction.secrets()).isEmpty();
    }

    @Test
    void keeps_aws_key_ids_and_reports_them_as_public_handles() {
        String id = "AKIA" + "QWERTYUIOP234567";
        Redaction redaction = redactor.redact("AWS_ACCESS_KEY_ID=" + id);
        assertThat(redaction.text()).contains(id);
        assertThat(redaction.isClean()).isTrue();
        assertThat(redaction.providerIds()).containsExactly(new ProviderId("aws_access_key_id", id, ""));
    }

    @Test
    void gives_githubs_own_handle_of_a_token() {
        String token = new FakeSecrets(SEED).byForm().get("ghp_");
        FoundSecret found = redactor.redact("GITHUB_TOKEN=" + token).secrets().get(0);
        assertThat(found.providerRef()).isEqualTo(GithubTokenHash.of(token));
        assertThat(found.kind()).isEqualTo(SecretKind.GITHUB_TOKEN);
        assertThat(found.context()).isEqualTo(SecretContext.ENV);
        assertThat(found.name()).isEqualTo("GITHUB_TOKEN");
    }

    @Test
    void hashes_a_token_as_openssl_does() {
        assertThat(GithubTokenHash.of("abc")).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    @Test
    void gives_the_id_of_a_jwt() {
        String jwt = new FakeSecrets(SEED).jwt();
        assertThat(redactor.redact("Authorization: Bearer " + jwt)
                        .secrets()
                        .get(0)
                        .providerRef())
                .startsWith("JTI=id-");
    }

    @Test
    void tells_a_bearer_of_railway_by_the_address_it_goes_to() {
        String text = "curl https://backboard.railway.app/graphql/v2 -H 'Authorization: Bearer "
                + new FakeSecrets(1).uuid() + "'";
        FoundSecret found = redactor.redact(text).secrets().get(0);
        assertThat(found.kind()).isEqualTo(SecretKind.RAILWAY_TOKEN);
        assertThat(found.context()).isEqualTo(SecretContext.HEADER);
        assertThat(found.name()).isEqualTo("Authorization");
    }

    @Test
    void replaces_a_known_secret_wherever_else_it_stands() {
        String secret = "pw-" + new FakeSecrets(SEED).from(FakeSecrets.ALNUM, 12);
        Redaction redaction = redactor.redact("DB_PASSWORD=" + secret + "\nlogging in with " + secret + "...");
        assertThat(redaction.text()).doesNotContain(secret).contains("logging in with [REDACTED:");
    }

    @Test
    void writes_the_kind_and_the_beginning_of_the_fingerprint_into_the_marker() {
        String token = new FakeSecrets(SEED).byForm().get("ghp_");
        Redaction redaction = redactor.redact("a " + token + " b");
        String shortForm = FINGERPRINTER.fingerprint(token).text().substring(3, 11);
        assertThat(redaction.text()).isEqualTo("a [REDACTED:github_token:" + shortForm + "] b");
    }

    @Test
    void gives_other_fingerprints_under_another_key() {
        Fingerprinter other = new Fingerprinter(FingerprintKey.of(new byte[32]));
        assertThat(other.fingerprint("hunter2")).isNotEqualTo(FINGERPRINTER.fingerprint("hunter2"));
        assertThat(FingerprintKey.of(new byte[32])).hasToString("FingerprintKey[hidden]");
    }

    @Test
    void finds_secrets_at_random_places_of_random_text() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String noise = "abc DEF 123 ,.;:(){}[]<>\"'\\/%=+-_\n\té😀";
        for (int round = 0; round < 400; round++) {
            List<String> secrets =
                    List.copyOf(new FakeSecrets(random.nextLong()).byForm().values());
            String secret = secrets.get(random.nextInt(secrets.size()));
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(200), 0, noise.length()).forEach(i -> text.append(noise.charAt(i)));
            text.append(" \n").append(secret).append("\n ");
            random.ints(random.nextInt(200), 0, noise.length()).forEach(i -> text.append(noise.charAt(i)));
            Redaction redaction = redactor.redact(text.toString());
            assertThat(redaction.text()).as("seed %d round %d", seed, round).doesNotContain(secret);
            assertThat(redactor.redact(redaction.text()).text())
                    .as("idempotent, seed %d round %d", seed, round)
                    .isEqualTo(redaction.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=",
                "token=\"",
                "password='",
                "ghp_",
                "sk-",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN",
                "eyJ",
                "://a:b@",
                "://a:",
                "AKIA",
                "%25",
                "\\u0025",
                "\\",
                "\"\"",
                "a''b",
                "bearer ",
                "basic YTpi ",
                "Cookie: a=b;",
                "key=",
                "value\":\"",
                "mysql -p",
                "ya29.",
                "{\"name\":\"password\",\"value\":",
                "dG9rZW49",
                "[REDACTED:"
            })
    void takes_time_in_proportion_to_hostile_text(String piece) {
        String megabyte = piece.repeat(1_000_000 / piece.length());
        long started = System.nanoTime();
        Redaction redaction = redactor.redact(megabyte);
        assertThat(System.nanoTime() - started).isLessThan(8_000_000_000L);
        assertThat(redaction.text()).isNotNull();
    }

    @Test
    void survives_lone_surrogates_and_control_characters() {
        String token = new FakeSecrets(SEED).byForm().get("ghp_");
        String text = "\uD83D\uDE00\uD83D password=\uDC00hunter2\u0000 " + token + " \uDFFF";
        assertThat(redactor.redact(text).text()).doesNotContain(token).startsWith("\uD83D\uDE00\uD83D");
    }

    @Test
    void redacts_a_secret_of_a_megabyte_whole() {
        String secret = new FakeSecrets(SEED).from(FakeSecrets.ALNUM, 1_000_000);
        assertThat(redactor.redact("API_TOKEN=" + secret).text()).hasSizeLessThan(60);
        assertThat(redactor.redact("{\"password\":\"" + secret + "\"}").text()).hasSizeLessThan(60);
    }

    @Test
    void looks_at_every_row_of_a_dump() {
        StringBuilder dump = new StringBuilder("INSERT INTO users (name, password) VALUES ");
        for (int row = 0; row < 3_000; row++) {
            dump.append(row == 0 ? "" : ",")
                    .append("('u")
                    .append(row)
                    .append("','Tr0ub4dor&")
                    .append(row)
                    .append("')");
        }

        assertThat(new TextRedactor(FINGERPRINTER).redact(dump.toString()).text())
                .doesNotContain("Tr0ub4dor");
    }
}
