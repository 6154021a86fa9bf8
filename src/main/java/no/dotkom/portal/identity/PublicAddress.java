package no.dotkom.portal.identity;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The address under which browsers reach the portal: {@code https://…}, or {@code http://localhost} with a port. Any
 * other {@code http} address stops the start, because cookies would travel in the clear.
 *
 * @param url scheme, host and perhaps port; no path
 * @param alsoHosts further host names (with port where it is not the scheme's own) that may be asked for
 */
@ConfigurationProperties("portal")
public record PublicAddress(URI url, @DefaultValue List<String> alsoHosts) {
    public PublicAddress {
        if (url == null || url.getScheme() == null || url.getHost() == null) {
            throw new IllegalArgumentException("portal.url (PORTAL_URL) must be the portal's public address");
        }
        if (!url.getScheme().equals("https") && !isLocal(url)) {
            throw new IllegalArgumentException("portal.url (PORTAL_URL) is " + url
                    + ": an address without TLS is allowed for http://localhost only");
        }
        if (!url.getRawPath().isEmpty() && !url.getRawPath().equals("/")) {
            throw new IllegalArgumentException("portal.url (PORTAL_URL) must not have a path, but is " + url);
        }
        url = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        alsoHosts = List.copyOf(alsoHosts);
    }

    private static boolean isLocal(URI url) {
        return url.getScheme().equals("http") && url.getHost().equals("localhost");
    }

    /** True when cookies carry Secure and the prefix that ties them to this host. */
    public boolean secure() {
        return url.getScheme().equals("https");
    }

    /** A cookie's name: with {@code __Host-} where there is TLS. */
    public String cookieName(String plain) {
        return secure() ? "__Host-" + plain : plain;
    }

    /** As browsers send it in {@code Origin}. */
    public String origin() {
        return url.toString();
    }

    /** True when {@code host}, the value of a Host header, is this portal. */
    public boolean serves(@Nullable String host) {
        return host != null && (host.equalsIgnoreCase(url.getRawAuthority()) || alsoHosts.contains(host));
    }

    /** The whole address of one of our paths. */
    public String of(String path) {
        return url + path;
    }
}
