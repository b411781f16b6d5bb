package dev.recount.ingest.secret;

import static dev.recount.ingest.secret.SecretKind.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuers' forms that are known, from their own documentation (formats.md §8.4 and the issuers' pages). */
final class TokenShapes {
    private static final List<TokenShape> ALL = new ArrayList<>();

    static {
        for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_")) {
            add(GITHUB_TOKEN, prefix, Alphabet.WORD, 30, 255);
        }
        add(GITHUB_TOKEN, "github_pat_", Alphabet.WORD, 22, 255);
        for (String prefix : List.of("glpat-", "gldt-", "glptt-", "glrt-", "glsoat-", "glcbt-", "glimt-", "glft-")) {
            add(GITLAB_TOKEN, prefix, Alphabet.DOTTED, 16, 300);
        }
        for (String prefix : List.of("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-", "xoxe-", "xoxe.", "xapp-")) {
            add(SLACK_TOKEN, prefix, Alphabet.DOTTED, 10, 400);
        }
        add(ANTHROPIC_KEY, "sk-ant-", Alphabet.DASHED, 16, 300);
        for (String prefix : List.of("sk-proj-", "sk-svcacct-", "sk-admin-", "sk-or-v1-", "sk-lf-")) {
            add(OPENAI_KEY, prefix, Alphabet.DASHED, 20, 300);
        }
        word(OPENAI_KEY, "sk-", Alphabet.ALNUM, 32, 200);
        for (String prefix : List.of("hvs.", "hvb.", "hvr.")) {
            word(VAULT_TOKEN, prefix, Alphabet.DASHED, 20, 400);
        }
        add(GOOGLE_API_KEY, "AIza", Alphabet.DASHED, 35, 35);
        word(GOOGLE_OAUTH_TOKEN, "ya29.", Alphabet.DOTTED, 20, TokenShape.ANY_LENGTH);
        word(GOOGLE_OAUTH_TOKEN, "GOCSPX-", Alphabet.DASHED, 24, 40);
        word(GOOGLE_OAUTH_TOKEN, "1//0", Alphabet.DASHED, 40, 200);
        word(API_KEY, "ABSK", Alphabet.BASE64_PADDED, 100, 400);
        for (String prefix : List.of("sk_live_", "sk_test_", "rk_live_", "rk_test_")) {
            word(STRIPE_KEY, prefix, Alphabet.ALNUM, 10, 255);
        }
        word(WEBHOOK_SECRET, "whsec_", Alphabet.BASE64_PADDED, 20, 128);
        word(NTFY_TOKEN, "tk_", Alphabet.LOWER_ALNUM, 29, 29);
        word(NPM_TOKEN, "npm_", Alphabet.ALNUM, 36, 36);
        word(PYPI_TOKEN, "pypi-AgE", Alphabet.DASHED, 40, 400);
        for (String prefix : List.of("dop_v1_", "doo_v1_", "dor_v1_")) {
            add(DIGITALOCEAN_TOKEN, prefix, Alphabet.ALNUM, 40, 80);
        }
        word(SENDGRID_KEY, "SG.", Alphabet.DOTTED, 50, 80);
        word(MAILGUN_KEY, "key-", Alphabet.LOWER_HEX, 32, 32);
        word(TWILIO_KEY, "SK", Alphabet.LOWER_HEX, 32, 32);
        word(HEROKU_KEY, "HRKU-", Alphabet.DASHED, 30, 80);
        word(FLY_TOKEN, "fo1_", Alphabet.DASHED, 40, 60);
        for (String prefix : List.of("fm1r_", "fm1a_", "fm2_")) {
            word(FLY_TOKEN, prefix, Alphabet.BASE64_PADDED, 60, TokenShape.ANY_LENGTH);
        }
        addLesserServices();
    }

    private TokenShapes() {}

    private static void addLesserServices() {
        for (String prefix : List.of("shpat_", "shpca_", "shppa_", "shpss_")) {
            word(SERVICE_TOKEN, prefix, Alphabet.HEX, 32, 32);
        }
        word(SERVICE_TOKEN, "dapi", Alphabet.LOWER_HEX, 32, 34);
        word(SERVICE_TOKEN, "hf_", Alphabet.ALNUM, 34, 40);
        word(SERVICE_TOKEN, "ATATT3", Alphabet.ANY_BASE64_PADDED, 100, 300);
        word(SERVICE_TOKEN, "lin_api_", Alphabet.ALNUM, 40, 48);
        word(SERVICE_TOKEN, "ntn_", Alphabet.ALNUM, 40, 60);
        for (String prefix : List.of("dp.pt.", "dp.st.", "dp.ct.", "dp.sa.")) {
            word(SERVICE_TOKEN, prefix, Alphabet.DOTTED, 40, 80);
        }
        word(SERVICE_TOKEN, "glsa_", Alphabet.WORD, 36, 60);
        word(SERVICE_TOKEN, "glc_", Alphabet.BASE64_PADDED, 32, 400);
        word(SERVICE_TOKEN, "NRAK-", Alphabet.UPPER_ALNUM, 27, 27);
        word(SERVICE_TOKEN, "pul-", Alphabet.LOWER_HEX, 40, 40);
        word(SERVICE_TOKEN, "pscale_tkn_", Alphabet.DOTTED, 30, 70);
        word(SERVICE_TOKEN, "pscale_pw_", Alphabet.DOTTED, 30, 70);
        word(SERVICE_TOKEN, "sbp_", Alphabet.LOWER_HEX, 40, 40);
        word(SERVICE_TOKEN, "sb_secret_", Alphabet.DASHED, 20, 60);
        word(SERVICE_TOKEN, "sq0csp-", Alphabet.DASHED, 40, 46);
        word(SERVICE_TOKEN, "gsk_", Alphabet.ALNUM, 48, 60);
        word(SERVICE_TOKEN, "xai-", Alphabet.ALNUM, 70, 90);
        word(SERVICE_TOKEN, "pplx-", Alphabet.ALNUM, 40, 60);
        word(SERVICE_TOKEN, "r8_", Alphabet.ALNUM, 37, 40);
        word(SERVICE_TOKEN, "tskey-", Alphabet.DASHED, 16, 80);
        word(SERVICE_TOKEN, "sntrys_", Alphabet.BASE64_PADDED, 40, TokenShape.ANY_LENGTH);
        word(SERVICE_TOKEN, "sntryu_", Alphabet.LOWER_HEX, 64, 64);
        word(SERVICE_TOKEN, "PMAK-", Alphabet.DASHED, 50, 70);
        word(SERVICE_TOKEN, "dt0c01.", Alphabet.DOTTED, 80, 100);
        word(SERVICE_TOKEN, "rubygems_", Alphabet.LOWER_HEX, 48, 48);
        word(SERVICE_TOKEN, "lsv2_", Alphabet.WORD, 40, 60);
        word(SERVICE_TOKEN, "dckr_pat_", Alphabet.DASHED, 20, 40);
        word(SERVICE_TOKEN, "AGE-SECRET-KEY-1", Alphabet.UPPER_ALNUM, 58, 58);
    }

    private static void add(SecretKind kind, String prefix, Alphabet alphabet, int min, int max) {
        ALL.add(new TokenShape(kind, prefix, alphabet, min, max, false));
    }

    private static void word(SecretKind kind, String prefix, Alphabet alphabet, int min, int max) {
        ALL.add(new TokenShape(kind, prefix, alphabet, min, max, true));
    }

    /** The shapes by their prefix in lower case; two prefixes that differ in case only share an anchor. */
    static Map<String, List<TokenShape>> byAnchor() {
        Map<String, List<TokenShape>> shapes = new LinkedHashMap<>();
        ALL.forEach(shape -> shapes.computeIfAbsent(shape.prefix().toLowerCase(Locale.ROOT), p -> new ArrayList<>())
                .add(shape));
        return shapes;
    }

    /** The kind of a value that is, as a whole, in an issuer's form; {@code null} when it is in none. */
    static @Nullable SecretKind kindOf(String value) {
        for (TokenShape shape : ALL) {
            if (value.startsWith(shape.prefix()) && shape.end(value, 0) == value.length()) {
                return shape.kind();
            }
        }
        return JwtRule.isJwt(value) ? JWT : null;
    }
}
