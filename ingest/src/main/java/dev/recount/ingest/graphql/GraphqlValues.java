package dev.recount.ingest.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the literals and variables of one operation into plain values. */
final class GraphqlValues {
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final @Nullable JsonNode variables;

    GraphqlValues(OperationDefinition operation, @Nullable JsonNode variables) {
        this.variables = variables;
        for (VariableDefinition definition : operation.getVariableDefinitions()) {
            if (definition.getDefaultValue() != null) {
                defaults.put(definition.getName(), definition.getDefaultValue());
            }
        }
    }

    @Nullable
    Object of(@Nullable Value<?> value) {
        if (value == null || value instanceof NullValue) {
            return null;
        } else if (value instanceof StringValue text) {
            return text.getValue();
        } else if (value instanceof IntValue number) {
            return number.getValue();
        } else if (value instanceof FloatValue number) {
            return number.getValue();
        } else if (value instanceof BooleanValue truth) {
            return truth.isValue();
        } else if (value instanceof EnumValue word) {
            return word.getName();
        } else if (value instanceof ArrayValue array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.getValues().forEach(v -> list.add(of(v)));
            return list;
        } else if (value instanceof ObjectValue object) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (ObjectField field : object.getObjectFields()) {
                map.put(field.getName(), of(field.getValue()));
            }
            return map;
        }
        return value instanceof VariableReference variable ? ofVariable(variable.getName()) : value.toString();
    }

    private @Nullable Object ofVariable(String name) {
        JsonNode given = variables == null ? null : variables.get(name);
        if (given != null) {
            return plain(given);
        }
        Value<?> byDefault = defaults.get(name);
        return byDefault == null ? "$" + name : of(byDefault);
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        } else if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        } else if (node.isNull()) {
            return null;
        } else if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.numberValue() : node.asText();
    }
}
