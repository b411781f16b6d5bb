package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Credential;
import org.jspecify.annotations.Nullable;

/** Who made a call to Azure, by the claims of the token that it was made with. */
final class AzureCaller {

    private static final String SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private AzureCaller() {}

    /** The claims, where the REST API and where diagnostic settings put them. */
    static JsonNode claims(JsonNode record) {
        var own = Required.object(record, "claims");
        return own.isObject() ? own : Required.object(record, "identity").path("claims");
    }

    static @Nullable Actor actor(JsonNode record, JsonNode claims) {
        var caller = Fields.text(record, "caller");
        var person = Fields.firstText(claims, SOAP + "upn", SOAP + "emailaddress", SOAP + "name", "upn", "name");
        var app = Fields.text(claims, "appid");
        var id = caller != null ? caller : person != null ? person : app;
        return id == null ? null : new Actor(Fields.id("azure:" + id), kind(id, claims), id, null, null);
    }

    private static ActorKind kind(String id, JsonNode claims) {
        return switch (String.valueOf(Fields.text(claims, "idtyp"))) {
            case "app" -> ActorKind.SERVICE;
            case "user" -> ActorKind.HUMAN;
            default -> id.contains("@") ? ActorKind.HUMAN : ActorKind.UNKNOWN;
        };
    }

    /** The token, by its unique id. The id of the app is no credential: all users of a portal share it. */
    static @Nullable Credential token(JsonNode claims) {
        var id = Fields.text(claims, "uti");
        return id == null ? null : CredentialChange.presented("azure_token", id);
    }
}
