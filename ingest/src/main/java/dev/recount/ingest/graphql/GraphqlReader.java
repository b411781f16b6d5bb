package dev.recount.ingest.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads GraphQL documents, within limits that keep hostile ones cheap. Safe for use by many threads. */
public final class GraphqlReader {
    private static final ParserOptions LIMITS = ParserOptions.newParserOptions()
            .maxCharacters(200_000)
            .maxTokens(15_000)
            .maxWhitespaceTokens(200_000)
            .maxRuleDepth(200)
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .captureSourceLocation(false)
            .readerTrackData(false)
            .redactTokenParserErrorMessages(true)
            .build();
    private static final int FIELDS_MAX = 500;

    private GraphqlReader() {}

    /**
     * The top-level fields of the operations that the server would run: the one named, or all of them when no name is
     * given. Empty when the text is no GraphQL.
     *
     * @param variables the request's variables, an object; {@code null} for none
     */
    public static List<GraphqlField> read(
            String document, @Nullable String operationName, @Nullable JsonNode variables) {
        Document parsed = parse(document);
        return parsed == null ? List.of() : new Walk(parsed, variables).fields(operationName);
    }

    private static @Nullable Document parse(String document) {
        try {
            return new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(document)
                            .parserOptions(LIMITS)
                            .build());
        } catch (InvalidSyntaxException notGraphql) {
            return null;
        }
    }

    /** Collects fields through fragments. */
    private static final class Walk {
        private final Map<String, FragmentDefinition> fragments = new HashMap<>();
        private final List<OperationDefinition> operations = new ArrayList<>();
        private final @Nullable JsonNode variables;
        private final List<GraphqlField> fields = new ArrayList<>();

        Walk(Document document, @Nullable JsonNode variables) {
            this.variables = variables;
            for (Definition<?> definition : document.getDefinitions()) {
                if (definition instanceof OperationDefinition operation) {
                    operations.add(operation);
                } else if (definition instanceof FragmentDefinition fragment) {
                    fragments.put(fragment.getName(), fragment);
                }
            }
        }

        List<GraphqlField> fields(@Nullable String operationName) {
            boolean named = operationName != null
                    && operations.stream().anyMatch(operation -> operationName.equals(operation.getName()));
            for (OperationDefinition operation : operations) {
                if (!named || (operationName != null && operationName.equals(operation.getName()))) {
                    String type = operation.getOperation().name().toLowerCase(Locale.ROOT);
                    GraphqlValues values = new GraphqlValues(operation, variables);
                    collect(type, operation.getSelectionSet(), values, new HashSet<>());
                }
            }
            return List.copyOf(fields);
        }

        private void collect(String type, @Nullable SelectionSet set, GraphqlValues values, Set<String> seen) {
            if (set == null || fields.size() >= FIELDS_MAX) {
                return;
            }
            for (Selection<?> selection : set.getSelections()) {
                if (selection instanceof Field field) {
                    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
                    field.getArguments().forEach(a -> arguments.put(a.getName(), values.of(a.getValue())));
                    fields.add(new GraphqlField(type, field.getName(), arguments));
                } else if (selection instanceof InlineFragment fragment) {
                    collect(type, fragment.getSelectionSet(), values, seen);
                } else if (selection instanceof FragmentSpread spread && seen.add(spread.getName())) {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    collect(type, fragment == null ? null : fragment.getSelectionSet(), values, seen);
                }
            }
        }
    }
}
