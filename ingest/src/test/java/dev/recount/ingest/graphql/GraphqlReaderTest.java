package dev.recount.ingest.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphqlReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void reads_the_call_of_the_incident() {
        assertThat(GraphqlReader.read("mutation { volumeDelete(volumeId: \"3d2c42fb\") }", null, null))
                .containsExactly(new GraphqlField("mutation", "volumeDelete", Map.of("volumeId", "3d2c42fb")));
    }

    @Test
    void sees_through_aliases_fragments_and_variables() throws Exception {
        List<GraphqlField> fields = GraphqlReader.read(
                "mutation M($id: String!, $n: Int = 3) { harmless: volumeDelete(volumeId: $id) ...F }"
                        + " fragment F on Mutation { serviceDelete(id: [$n, {a: X, b: null, c: true, d: 1.5}]) ...F }",
                "M",
                JSON.readTree("{\"id\":\"v1\"}"));
        assertThat(fields).extracting(GraphqlField::name).containsExactly("volumeDelete", "serviceDelete");
        assertThat(fields.get(0).arguments()).containsEntry("volumeId", "v1");
        assertThat(fields.get(1).arguments().get("id")).asString().isEqualTo("[3, {a=X, b=null, c=true, d=1.5}]");
    }

    @Test
    void takes_the_named_operation_of_several_or_all() {
        String document = "query A { me { id } } mutation B { projectDelete(id: \"p\") }";
        assertThat(GraphqlReader.read(document, "A", null))
                .extracting(GraphqlField::name)
                .containsExactly("me");
        assertThat(GraphqlReader.read(document, null, null))
                .extracting(GraphqlField::operation)
                .containsExactly("query", "mutation");
        assertThat(GraphqlReader.read(document, "unknown", null)).hasSize(2);
    }

    @Test
    void leaves_a_missing_variable_by_its_name() {
        assertThat(GraphqlReader.read("mutation($v: ID!) { x(id: $v) }", null, null)
                        .get(0)
                        .arguments())
                .containsEntry("id", "$v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "mutation {", "{\"query\":1}", "mutation { a(b: }"})
    void gives_nothing_for_what_is_no_graphql(String text) {
        assertThat(GraphqlReader.read(text, null, null)).isEmpty();
    }

    @Test
    void refuses_hostile_documents() {
        assertThat(GraphqlReader.read("{a".repeat(50_000), null, null)).isEmpty();
        assertThat(GraphqlReader.read("{" + "a(b:[[".repeat(20_000), null, null))
                .isEmpty();
    }
}
