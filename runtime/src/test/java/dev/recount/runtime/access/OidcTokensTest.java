package dev.recount.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcTokensTest {

    private static IdentityProvider identities;
    private static OidcTokens tokens;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        identities = new IdentityProvider();
        tokens = new OidcTokens(identities.provider(Optional.empty()));
    }

    @AfterAll
    static void stop() {
        identities.close();
    }

    @Test
    void takes_a_token_and_the_first_of_its_roles_that_is_one_of_ours() {
        assertThat(holder(claims -> claims)).contains(new Caller("oidc:dana", Role.RESPONDER));
        assertThat(holder(claims -> claims.claim("roles", "engineer")))
                .contains(new Caller("oidc:dana", Role.ENGINEER));
        assertThat(holder(claims -> claims.claim("tenant", "acme")))
                .contains(new Caller("oidc:dana", Role.RESPONDER, "acme"));
    }

    @Test
    void refuses_what_has_expired_or_is_not_for_us() {
        assertThat(holder(
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))))
                .isEmpty();
        assertThat(holder(claims -> claims.expirationTime(null))).isEmpty();
        assertThat(holder(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))))
                .isEmpty();
        assertThat(holder(claims -> claims.issuer("https://other.example.test/")))
                .isEmpty();
        assertThat(holder(claims -> claims.audience("somebody else"))).isEmpty();
        assertThat(holder(claims -> claims.subject(null))).isEmpty();
    }

    @Test
    void knows_who_has_no_role_of_ours_and_lets_them_do_nothing() {
        var dana = new Caller("oidc:dana", null, null);
        assertThat(holder(claims -> claims.claim("roles", List.of("staff")))).contains(dana);
        assertThat(holder(claims -> claims.claim("roles", null))).contains(dana);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dana\n", "\u0085", "\u001b[2J"})
    void refuses_whom_the_record_cannot_name(String subject) {
        assertThat(holder(claims -> claims.subject(subject))).isEmpty();
        assertThat(holder(claims -> claims.subject("x".repeat(256)))).isEmpty();
        assertThat(holder(claims -> claims.subject("x".repeat(255)))).isPresent();
    }

    @Test
    void a_provider_that_cannot_be_asked_is_no_fault_of_the_token() throws Exception {
        var token = identities.token(Role.RESPONDER, claims -> claims);
        var unseen = new OidcTokens(gone());

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> unseen.holderOf(token))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));
        }
    }

    @Test
    void a_key_that_was_looked_for_a_moment_ago_is_unknown() throws JOSEException {
        assertThat(holder(claims -> claims)).isPresent();
        var stranger = new ECKeyGenerator(Curve.P_256).keyID("k2").generate();
        var forged = IdentityProvider.signed(stranger, Role.ADMIN, change -> change);

        for (int i = 0; i < 4; i++) {
            assertThat(tokens.holderOf(forged)).isEmpty();
        }
    }

    private static OidcTokens.Provider gone() throws Exception {
        try (var other = new IdentityProvider()) {
            return other.provider(Optional.empty());
        }
    }

    @Test
    void refuses_what_the_provider_did_not_sign() throws JOSEException {
        var stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        var claims = new JWTClaimsSet.Builder()
                .issuer(IdentityProvider.ISSUER)
                .audience(IdentityProvider.AUDIENCE)
                .subject("dana")
                .claim("roles", "admin")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
        var symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
        symmetric.sign(new MACSigner(new byte[32]));
        var good = identities.token(Role.ADMIN, change -> change);

        assertThat(tokens.holderOf(IdentityProvider.signed(stranger, Role.ADMIN, change -> change)))
                .isEmpty();
        assertThat(tokens.holderOf(new PlainJWT(claims).serialize())).isEmpty();
        assertThat(tokens.holderOf(symmetric.serialize())).isEmpty();
        assertThat(tokens.holderOf(good.substring(0, good.lastIndexOf('.') + 1)))
                .isEmpty();
        assertThat(tokens.holderOf("not.a.token")).isEmpty();
        assertThat(tokens.holderOf("recount_admin_x")).isEmpty();
    }

    @Test
    void a_tenant_takes_only_tokens_that_name_one() {
        var ofAcme = new OidcTokens(identities.provider(Optional.of("acme")));

        assertThat(ofAcme.holderOf(identities.token(Role.ADMIN, claims -> claims)))
                .isEmpty();
        assertThat(ofAcme.holderOf(identities.token(Role.ADMIN, claims -> claims.claim("tenant", "other"))))
                .contains(new Caller("oidc:dana", Role.ADMIN, "other"));
    }

    private static Optional<Caller> holder(UnaryOperator<JWTClaimsSet.Builder> change) {
        return tokens.holderOf(identities.token(Role.RESPONDER, change));
    }
}
