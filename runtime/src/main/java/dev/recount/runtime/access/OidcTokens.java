package dev.recount.runtime.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of an OpenID Connect provider: JWTs signed with a key that it publishes, for us, and not expired. The role is the
 * first in the claim that is one of ours; who has none is known and may do nothing. Keys are fetched when a token first asks for them, and kept for five minutes.
 */
public final class OidcTokens implements TokenSource {

    /**
     * Whose tokens are taken.
     *
     * @param issuer what {@code iss} must say
     * @param audience what {@code aud} must name
     * @param keys address of the provider's JSON Web Key Set
     * @param rolesClaim claim with a role, or a list of them
     * @param tenant what the claim {@code tenant} must say, where one installation's provider serves others too
     */
    public record Provider(String issuer, String audience, URI keys, String rolesClaim, Optional<String> tenant) {}

    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final String TENANT = "tenant";

    private final Provider provider;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private volatile boolean keysSeen;

    public OidcTokens(Provider provider) {
        this.provider = provider;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(provider.keys())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                provider.audience(),
                new JWTClaimsSet.Builder().issuer(provider.issuer()).build(),
                Set.of("sub", "exp")));
    }

    private static JWKSource<SecurityContext> keys(URI address) {
        try {
            return JWKSourceBuilder.create(address.toURL())
                    .refreshAheadCache(false)
                    .outageTolerantForever()
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("keys: " + address + " (expected: an http or https URL)", e);
        }
    }

    @Override
    public Optional<Caller> holderOf(String token) {
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            var caller = caller(processor.process(token, null));
            keysSeen = true;
            return caller;
        } catch (RateLimitReachedException e) {
            return unknownKey();
        } catch (JOSEException e) {
            LOG.warn("identity provider's keys cannot be used: error={}", e.getMessage());
            throw unreachable();
        } catch (ParseException | BadJOSEException e) {
            LOG.debug("token refused: error={}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The keys were fetched a moment ago: who has them already need not wait to know that this one is not among them. */
    private Optional<Caller> unknownKey() {
        if (!keysSeen) {
            throw unreachable();
        }
        return Optional.empty();
    }

    private static ProblemException unreachable() {
        return Problem.UNAVAILABLE.because("the identity provider's keys cannot be fetched now");
    }

    private Optional<Caller> caller(JWTClaimsSet claims) {
        var tenant = claims.getClaim(TENANT) instanceof String named ? named : null;
        if ((provider.tenant().isPresent() && tenant == null) || !Caller.canBeNamed(claims.getSubject())) {
            return Optional.empty();
        }
        var role = texts(claims.getClaim(provider.rolesClaim()))
                .map(Role::ofLabel)
                .flatMap(Optional::stream)
                .findFirst();
        return Optional.of(new Caller("oidc:" + claims.getSubject(), role.orElse(null), tenant));
    }

    private static Stream<String> texts(@Nullable Object claim) {
        if (claim instanceof String one) {
            return Stream.of(one);
        }
        Collection<?> several = claim instanceof Collection<?> list ? list : List.of();
        return several.stream().filter(String.class::isInstance).map(String.class::cast);
    }
}
