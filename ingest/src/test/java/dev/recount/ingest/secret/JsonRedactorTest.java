package dev.recount.ingest.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRedactorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final JsonRedactor redactor = new JsonRedactor(TextRedactorTest.FINGERPRINTER);

    private JsonRedaction redact(String json) throws Exception {
        return redactor.redact(JSON.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'password':'hunter22'}",
                "{'db':{'password':{'value':'hunter22'}}}",
                "{'headers':{'Authorization':'Basic dTpodW50ZXIyMg=='}}",
                "{'headers':[{'name':'X-Api-Key','value':'hunter22'}]}",
                "{'headers':{'X-Api-Key':['hunter22']}}",
                "{'env':[{'name':'DB_PASSWORD','value':'hunter22'}]}",
                "{'env':[{'value':'hunter22','name':'DB_PASSWORD'}]}",
                "{'argv':['tool','--password','hunter22','--verbose']}",
                "['Authorization','Bearer hunter22']",
                "{'input':{'command':'curl -u me:hunter22 https://x.test'}}",
                "{'a':'{\\\"password\\\":\\\"hunter22\\\"}'}",
                "{'content':'DB_PASSWORD=hunter22\\nX=1'}",
                "{'PGPASSWORD=hunter22':1}",
                "{'x':'PASSWORD=hunter22','other':'we saw hunter22 there','hunter22':0}"
            })
    void finds_a_password_by_its_place(String json) throws Exception {
        JsonRedaction redaction = redact(json.replace('\'', '"'));
        assertThat(redaction.document().toString()).doesNotContain("hunter22", "dTpodW50ZXIyMg");
        assertThat(redaction.secrets())
                .extracting(FoundSecret::fingerprint)
                .contains(TextRedactorTest.FINGERPRINTER.fingerprint("hunter22"));
        JsonRedaction again = redactor.redact(redaction.document());
        assertThat(again.isClean()).isTrue();
        assertThat(again.document()).isSameAs(redaction.document());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'secret':'open-sesame-please'}",
                "{'client_secret':'correcthorsebatterystaple'}",
                "{'clientSecret':'correct horse battery'}",
                "{'api_key':'sunshineandrainbows'}",
                "{'X-Api-Key':['sunshine']}",
                "{'token':'letmeinplease'}",
                "{'access_token':'letmein'}",
                "{'private_key':'opensesame'}",
                "{'jwtSecret':'super-secret-value'}",
                "{'env':[{'name':'API_TOKEN','value':'swordfishfish'}]}",
                "{'env':{'STRIPE_SECRET':'1234567890'}}",
                "{'argv':['tool','--api-key','swordfishfish']}",
                "{'command':'export API_TOKEN=swordfishfish'}",
                "{'body':'{\\\"token\\\":\\\"letmeinplease\\\"}'}",
                "{'credential':{'secret':'correct horse battery'}}",
                "{'credential':{'secret':'Correct Horse Battery'}}",
                "{'data':{'credential':{'secret':'changeme'}}}"
            })
    void finds_a_plain_word_under_a_name_that_only_a_secret_has(String json) throws Exception {
        JsonRedaction redaction = redact(json.replace('\'', '"'));

        assertThat(redaction.secrets()).hasSize(1);
        assertThat(redaction.document().toString()).contains("[REDACTED:");
        assertThat(redactor.redact(redaction.document()).isClean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'token':'if'}",
                "{'token':' function','logprob':-0.25}",
                "{'token':'quickest','start_offset':4,'end_offset':12,'position':1}",
                "{'secret':null,'token':true,'api_key':12345}",
                "{'secret':'${DB_SECRET}','token':'$TOKEN','api_key':'<your key>'}",
                "{'token':'GITHUB_TOKEN','api_key':'env.OPENAI_API_KEY','secret':'client_secret'}",
                "{'private_key':'/etc/ssl/tls.key','api_key':'keys/prod/api','secret':'service-account.json'}",
                "{'token':'https://issuer.test/oauth/v2','secret':'aws-sm://prod/db'}",
                "{'token':'expired','secret':'The secret was not found','client_secret':'hidden'}",
                "{'next_token':'pageafterpage','page_token':'pageafterpage','unexpected_token':'identifier'}",
                "{'max_tokens':4096,'total_tokens':'120034','token_count':'1200340'}",
                "{'secretName':'database-tls','secret_id':'prod-database','token_type':'service'}"
            })
    void leaves_what_stands_under_such_names_and_is_no_secret(String json) throws Exception {
        JsonNode document = JSON.readTree(json.replace('\'', '"'));

        assertThat(redactor.redact(document).document()).isSameAs(document);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{'a':{'b/c':[1,'password=hunter22']}}`, `/a/b~1c/1`",
                "`{'password':'hunter22'}`, `/password`",
                "`'password=hunter22'`, ``"
            })
    void names_the_place_by_a_json_pointer(String json, String pointer) throws Exception {
        assertThat(redact(json.replace('\'', '"')).secrets())
                .extracting(FoundSecret::pointer)
                .containsExactly(pointer);
    }

    @Test
    void never_shows_a_secret_in_a_pointer() throws Exception {
        JsonRedaction redaction = redact("{\"password=hunter22\":{\"token\":\"a1b2c3d4e5f6\"}}");
        assertThat(redaction.secrets()).hasSize(2).allSatisfy(s -> assertThat(s.toString())
                .doesNotContain("hunter22"));
    }

    @Test
    void returns_a_clean_document_as_it_is() throws Exception {
        JsonNode document = JSON.readTree(
                "{\"a\":[1,true,null,\"text\",{\"password\":null,\"token\":\"$TOKEN\"}],\"max_tokens\":12}");
        JsonRedaction redaction = redactor.redact(document);
        assertThat(redaction.document()).isSameAs(document);
        assertThat(redaction.secrets()).isEmpty();
    }

    @Test
    void keeps_everything_else_of_a_document() throws Exception {
        JsonRedaction redaction = redact("{\"a\":[1,2.5,null,{\"password\":12345678}],\"b\":{},\"c\":[],\"d\":\"x\"}");
        assertThat(redaction.document().toString())
                .startsWith("{\"a\":[1,2.5,null,{\"password\":\"[REDACTED:password:")
                .endsWith("]\"}],\"b\":{},\"c\":[],\"d\":\"x\"}");
    }

    @Test
    void goes_down_ten_thousand_levels() {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        ArrayNode inner = root;
        for (int depth = 0; depth < 10_000; depth++) {
            inner = inner.addArray();
        }
        inner.add("password=hunter22");
        JsonRedaction redaction = redactor.redact(root);
        assertThat(redaction.secrets()).hasSize(1);
        JsonNode deepest = redaction.document();
        while (deepest.isArray()) {
            deepest = deepest.get(0);
        }
        assertThat(deepest.textValue()).startsWith("password=[REDACTED:password:");
    }

    @Test
    @Tag("real-data")
    void flags_almost_nothing_in_real_logs() {
        assumeTrue(RealData.folder().isPresent(), "shared/data is not on this machine");
        List<String> report = new ArrayList<>();
        long fields = 0;
        long flagged = 0;
        for (String part : List.of(
                "cloudtrail-stratus",
                "cloudtrail-otrf",
                "agent-traces",
                "vault-audit",
                "k8s-audit-demo",
                "k8s-audit-falco",
                "otel-genai",
                "bedrock-invocations",
                "panther/rule-tests")) {
            long partFields = 0;
            long partFlagged = 0;
            for (JsonNode document :
                    RealData.documents(RealData.folder().orElseThrow().resolve(Path.of(part)))) {
                partFields += RealData.fields(document);
                JsonRedaction redaction = redactor.redact(document);
                partFlagged += redaction.secrets().stream()
                        .map(FoundSecret::pointer)
                        .distinct()
                        .count();
                redaction
                        .secrets()
                        .forEach(s -> report.add(
                                part + " " + s.pointer() + " " + s.kind().wire() + " " + s.context() + " " + s.name()
                                        + " in " + excerpt(redaction.document(), s)));
                assertThat(redactor.redact(redaction.document()).isClean())
                        .as("idempotent: " + part)
                        .isTrue();
            }
            report.add(part + ": " + partFlagged + " of " + partFields + " fields");
            fields += partFields;
            flagged += partFlagged;
        }
        assertThat((double) flagged / fields).as(String.join("\n", report)).isLessThan(0.001);
    }

    private static String excerpt(JsonNode document, FoundSecret secret) {
        String text = document.at(secret.pointer()).asText();
        int at = text.indexOf("[REDACTED:" + secret.kind().wire());
        return at < 0
                ? "a key"
                : text.substring(Math.max(0, at - 50), Math.min(text.length(), at + 40))
                        .replace('\n', ' ');
    }
}
