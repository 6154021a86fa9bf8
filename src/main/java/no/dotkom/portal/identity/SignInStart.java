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
        if (start != null && request.getParameter("again") != null) {
            // Not by the provider's own session: the person proves it anew.
            start = OAuth2AuthorizationRequest.from(start)
                    .additionalParameters(parameters -> parameters.put("prompt", "login"))
                    .build();
        }
        request.getSession()
                .setAttribute(
                        SignInHandlers.RETURN,
                        ReturnPath.of(request.getParameter("return")).value());
        return start;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return null;
    }
}
