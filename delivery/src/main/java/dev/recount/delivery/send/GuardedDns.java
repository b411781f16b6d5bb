package dev.recount.delivery.send;

import dev.recount.delivery.guard.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Resolves names once per connection, which then goes to exactly these addresses; names of private ones are refused whole. */
final class GuardedDns implements DnsResolver {

    /** A name whose addresses are not for us. */
    static final class RefusedAddress extends UnknownHostException {
        RefusedAddress(String host) {
            super(host + " has an address that is not public (expected: a public one, or allow_private: true)");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return only(AddressGuard::isPublic, host, SystemDefaultDnsResolver.INSTANCE.resolve(host));
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static InetAddress[] only(Predicate<InetAddress> open, String host, InetAddress[] addresses)
            throws UnknownHostException {
        for (InetAddress address : addresses) {
            if (!open.test(address)) {
                throw new RefusedAddress(host);
            }
        }
        return addresses;
    }
}
