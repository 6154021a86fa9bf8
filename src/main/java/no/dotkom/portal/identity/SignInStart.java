package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** A sign-in begins with the button of the sign-in page: {@code POST /login}, and nothing else. */
final class SignInStart implements OAuth2AuthorizationRequestResolver {
    private final DefaultOAuth2AuthorizationRequestResolver resolver;

    SignInStart(ClientRegistrationRepository registrations) {
        this.resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/login");
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        if (!request.getMethod().equals("POST") || !request.getRequestURI().equals("/login")) {
            return null;
        }
        var start = resolver.resolve(request, IdentityProvider.LOGIN);
        if (start != null) {
            start = proving(start, request.getParameter("again") != null);
        }
        request.getSession()
                .setAttribute(
                        SignInHandlers.RETURN,
                        ReturnPath.of(request.getParameter("return")).value());
        return start;
    }

    /**
     * Who is asked how old a proof may be must say how old it is (OpenID Connect Core 2, auth_time): what depends on it
     * cannot be had by a provider's session of yesterday.
     *
     * @param again the person proves it anew, whatever session the provider has
     */
    private static OAuth2AuthorizationRequest proving(OAuth2AuthorizationRequest start, boolean again) {
        return OAuth2AuthorizationRequest.from(start)
                .additionalParameters(parameters -> {
                    parameters.put("max_age", again ? "0" : Long.toString(MemberFilter.LONGEST.toSeconds()));
                    if (again) {
                        parameters.put("prompt", "login");
                    }
                })
                .build();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return null;
    }
}
