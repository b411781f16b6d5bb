package dev.recount.ingest.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Secrets that open nothing, assembled from a seed, so that no scanner of this repository takes them for real ones. */
final class FakeSecrets {
    static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final String ALNUM = LETTERS + "0123456789";
    static final String HEX = "0123456789abcdef";

    private final Random random;

    FakeSecrets(long seed) {
        random = new Random(seed);
    }

    String from(String alphabet, int length) {
        StringBuilder s = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            s.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return s.toString();
    }

    String uuid() {
        return from(HEX, 8) + "-" + from(HEX, 4) + "-4" + from(HEX, 3) + "-a" + from(HEX, 3) + "-" + from(HEX, 12);
    }

    String jwt() {
        String claims = "{\"iss\":\"https://issuer.test\",\"sub\":\"user\",\"jti\":\"id-" + from(HEX, 6) + "\"}";
        return base64Url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64Url(claims) + "." + from(ALNUM, 43);
    }

    String pem(String label) {
        StringBuilder body = new StringBuilder();
        for (int line = 0; line < 6; line++) {
            body.append(from(ALNUM + "+/", 64)).append('\n');
        }
        return "-----BEGIN " + label + "PRIVATE" + " KEY-----\n" + body + from(ALNUM, 30) + "==\n-----END " + label
                + "PRIVATE" + " KEY-----";
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Secrets that are known by their form alone, by name of the form. */
    Map<String, String> byForm() {
        Map<String, String> s = new LinkedHashMap<>();
        for (String p : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
            s.put(p, p + from(ALNUM, 36));
        }
        s.put("github_pat_", "github_pat_" + from(ALNUM, 22) + "_" + from(ALNUM, 59));
        s.put("glpat-", "glpat-" + from(ALNUM, 20));
        s.put("glpat- routable", "glpat-" + from(ALNUM, 27) + "." + from(HEX, 2) + "." + from(ALNUM, 9));
        s.put("gldt-", "gldt-" + from(ALNUM, 20));
        s.put("glrt-", "glrt-" + from(ALNUM, 20));
        for (String p : List.of("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-")) {
            s.put(p, p + from("0123456789", 12) + "-" + from("0123456789", 12) + "-" + from(ALNUM, 24));
        }
        s.put("xapp-", "xapp-1-A0" + from(ALNUM, 9) + "-" + from("0123456789", 12) + "-" + from(HEX, 64));
        s.put("sk-ant-", "sk-ant-api03-" + from(ALNUM + "-_", 92) + "AA");
        s.put("sk-proj-", "sk-proj-" + from(ALNUM + "_", 120));
        s.put("sk-", "sk-" + from(ALNUM, 48));
        s.put("sk-or-v1-", "sk-or-v1-" + from(HEX, 64));
        s.put("hvs.", "hvs." + from(ALNUM, 24));
        s.put("hvb.", "hvb." + from(ALNUM, 138));
        s.put("AIza", "AIza" + "Sy" + from(ALNUM + "-_", 32) + "a");
        s.put("ya29.", "ya29." + "a0" + from(ALNUM + "-_", 120) + "z");
        s.put("GOCSPX-", "GOCSPX-" + from(ALNUM, 28));
        s.put("1//0", "1//0" + from(ALNUM, 60));
        s.put("jwt", jwt());
        s.put("npm_", "npm_" + from(ALNUM, 36));
        s.put("pypi-", "pypi-" + "AgEIcHlwaS5vcmc" + from(ALNUM, 100));
        for (String p : List.of("sk_live_", "rk_live_", "sk_test_")) {
            s.put(p, p + from(ALNUM, 24));
        }
        s.put("whsec_", "whsec_" + from(ALNUM, 32));
        s.put("tk_", "tk_" + from("abcdefghijklmnopqrstuvwxyz0123456789", 29));
        s.put("dop_v1_", "dop_v1_" + from(HEX, 64));
        s.put("SG.", "SG." + from(ALNUM, 22) + "." + from(ALNUM, 43));
        s.put("SK twilio", "SK" + from(HEX, 32));
        s.put("key- mailgun", "key-" + from(HEX, 32));
        s.put("HRKU-", "HRKU-" + uuid());
        s.put("shpat_", "shpat_" + from(HEX, 32));
        s.put("dapi", "dapi" + from(HEX, 32));
        s.put("hf_", "hf_" + from(LETTERS, 34));
        s.put("lin_api_", "lin_api_" + from(ALNUM, 40));
        s.put("dp.pt.", "dp.pt." + from(ALNUM, 43));
        s.put("glsa_", "glsa_" + from(ALNUM, 32) + "_" + from(HEX, 8));
        s.put("NRAK-", "NRAK-" + from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 27));
        s.put("pul-", "pul-" + from(HEX, 40));
        s.put("sbp_", "sbp_" + from(HEX, 40));
        s.put("gsk_", "gsk_" + from(ALNUM, 52));
        s.put("r8_", "r8_" + from(ALNUM, 37));
        s.put("tskey-", "tskey-auth-" + from(ALNUM, 12) + "CNTRL-" + from(ALNUM, 32));
        s.put("rubygems_", "rubygems_" + from(HEX, 48));
        s.put("dckr_pat_", "dckr_pat_" + from(ALNUM, 27));
        s.put("atlasv1", from(ALNUM, 14) + ".atlasv1." + from(ALNUM, 67));
        s.put("telegram", from("123456789", 10) + ":AA" + from(ALNUM, 33));
        s.put("azure client secret", from(ALNUM, 3) + "8Q~" + from(ALNUM, 34));
        s.put("AGE", "AGE-SECRET-KEY-1" + from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58));
        s.put("ATATT3", "ATATT3" + from(ALNUM, 180) + "=" + from("0123456789ABCDEF", 8));
        return s;
    }

    /** Values that only their name or place gives away, with names that do. */
    List<Named> byName() {
        List<Named> s = new ArrayList<>();
        for (String n : List.of("RAILWAY_TOKEN", "RAILWAY_API_TOKEN", "HEROKU_API_KEY", "MY_SERVICE_TOKEN")) {
            s.add(new Named(n, uuid()));
        }
        s.add(new Named("AWS_SECRET_ACCESS_KEY", from(ALNUM + "+/", 40)));
        s.add(new Named("aws_secret_access_key", from(ALNUM, 40)));
        s.add(new Named("AWS_SESSION_TOKEN", from(ALNUM + "+/", 300)));
        for (String n : List.of("TWILIO_AUTH_TOKEN", "DATADOG_API_KEY", "CF_API_TOKEN", "apiKey", "api_key")) {
            s.add(new Named(n, from(HEX, 32)));
        }
        for (String n : List.of("clientSecret", "client_secret", "JWT_SECRET", "SECRET_KEY", "access_token")) {
            s.add(new Named(n, from(ALNUM, 30)));
        }
        for (String n : List.of("DB_PASSWORD", "password", "PGPASSWORD", "MYSQL_ROOT_PASSWORD", "redisPassword")) {
            s.add(new Named(n, "pw-" + from(ALNUM, 9)));
        }
        s.add(new Named("password", "hunter2"));
        s.add(new Named("passwd", "Tr0ub4dor&3"));
        s.add(new Named("POSTGRES_PASSWORD", "s3cr3t!pass"));
        s.add(new Named("refreshToken", from(ALNUM + "-_", 40)));
        s.add(new Named("X-Api-Key", from(ALNUM, 24)));
        return s;
    }

    record Named(String name, String value) {
        @Override
        public String toString() {
            return name + " (" + value.length() + " characters)";
        }
    }
}
