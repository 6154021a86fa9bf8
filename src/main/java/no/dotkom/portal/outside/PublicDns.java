package no.dotkom.portal.outside;

import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import no.dotkom.portal.reconcile.port.Proofs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the DNS servers that this machine is set up with; three seconds at most. */
@Component
class PublicDns implements Proofs {
    private static final Logger log = LoggerFactory.getLogger(PublicDns.class);
    private static final String TXT = "TXT";

    @Override
    public Set<String> texts(String name) {
        try {
            var context = new InitialDirContext(settings());
            try {
                // The dot at the end keeps the machine's own search domains out of it.
                return texts(context, name + ".");
            } finally {
                context.close();
            }
        } catch (NamingException none) {
            log.debug("DNS tells no TXT record of {}: {}", name, none.getMessage());
            return Set.of();
        }
    }

    private static Hashtable<String, String> settings() {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "1000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        return settings;
    }

    // Banned for look-ups of objects: the DNS provider gives text alone, and the name is one of our own making.
    @SuppressWarnings("BanJNDI")
    private static Set<String> texts(InitialDirContext context, String name) throws NamingException {
        var found = new HashSet<String>();
        var records = context.getAttributes(name, new String[] {TXT}).get(TXT);
        if (records != null) {
            for (var values = records.getAll(); values.hasMore(); ) {
                found.add(plain(String.valueOf(values.next())));
            }
        }
        return found;
    }

    /** Some servers give the quotes of the zone file along. */
    private static String plain(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
