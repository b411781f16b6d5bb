package dev.recount.runtime.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An identity provider: a key, a key set on a port, and tokens signed with the key. */
public final class IdentityProvider implements AutoCloseable {

    public static final String ISSUER = "https://id.example.test/";
    public static final String AUDIENCE = "recount";

    private final HttpServer server;
    private final ECKey key;

    public IdentityProvider() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    /** What a server has to know to take this provider's tokens. */
    public OidcTokens.Provider provider(Optional<String> tenant) {
        var keys = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
        return new OidcTokens.Provider(ISSUER, AUDIENCE, keys, "roles", tenant);
    }

    /** A good token of a role for an hour, with {@code change} made to its claims. */
    public String token(Role role, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, role, change);
    }

    static String signed(ECKey key, Role role, UnaryOperator<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("dana")
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
                .claim("roles", List.of("staff", role.label()));
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(),
                change.apply(claims).build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
