package no.dotkom.portal.identity;

import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import no.dotkom.portal.audit.Audit;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Deny by default; one policy of headers for every answer. */
@Configuration
class SecurityConfiguration {
    private static final String NOTHING = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    private final PublicAddress address;
    private final IdentityProperties properties;

    SecurityConfiguration(PublicAddress address, IdentityProperties properties) {
        this.address = address;
        this.properties = properties;
    }

    /** The management port, which no visitor reaches; on the main port these paths do not exist. */
    @Bean
    @Order(1)
    SecurityFilterChain managementChain(HttpSecurity http) {
        return stateless(http, EndpointRequest.toAnyEndpoint());
    }

    /** Stylesheet, script, sprite: the same for everybody, without a look into the database. */
    @Bean
    @Order(2)
    SecurityFilterChain assetsChain(HttpSecurity http) {
        http.headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable));
        return stateless(http, request -> request.getRequestURI().startsWith("/assets/"));
    }

    private SecurityFilterChain stateless(HttpSecurity http, RequestMatcher paths) {
        return http.securityMatcher(paths)
                .headers(this::policy)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** For programs: no cookie counts, no session is made, every request brings its token. */
    @Bean
    @Order(3)
    SecurityFilterChain apiChain(HttpSecurity http, Callers callers) {
        var refusal = new ApiRefusal();
        return http.securityMatcher("/api/**")
                .headers(this::policy)
                .addFilterAfter(FrontGate.ofApi(address), HeaderWriterFilter.class)
                .addFilterBefore(new CallerFilter(callers), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(rules -> rules.anyRequest()
                        .access((authentication, context) -> new AuthorizationDecision(
                                context.getRequest().getAttribute(CallerFilter.ATTRIBUTE) != null)))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain portalChain(
            HttpSecurity http,
            IdentityProvider provider,
            SignInHandlers signIns,
            NotSignedIn refused,
            Members members,
            Audit audit,
            Clock clock) {
        return http.headers(this::policy)
                .addFilterAfter(new FrontGate(address), HeaderWriterFilter.class)
                // Before it, so that a session that is over leaves an anonymous visitor behind, not nobody.
                .addFilterBefore(new MemberFilter(members, clock), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new RefusedDeeds(audit, clock), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/login", "/livez", "/readyz")
                        .permitAll()
                        .requestMatchers(new FreshSignIn(clock))
                        .denyAll()
                        .anyRequest()
                        .access(insiders()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens())
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler()))
                .requestCache(AbstractHttpConfigurer::disable)
                .oauth2Login(login -> login.loginPage("/login")
                        .clientRegistrationRepository(provider)
                        .authorizedClientRepository(signIns)
                        .authorizationEndpoint(start -> start.authorizationRequestResolver(new SignInStart(provider)))
                        .successHandler(signIns::signedIn)
                        .failureHandler(signIns::failed)
                        .withObjectPostProcessor(failing(signIns)))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessHandler((request, response, who) -> {
                    // Not "cookies": it would clear those of every site under the same domain.
                    response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
                    SignInHandlers.seeOther(response, "/login?said=out");
                }))
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .build();
    }

    /** A sign-in that cannot begin is told on the sign-in page, as one that failed is. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failing(SignInHandlers signIns) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(signIns::failed);
                return filter;
            }
        };
    }

    /** Signed in, and a member of something. */
    private static AuthorizationManager<RequestAuthorizationContext> insiders() {
        return (authentication, context) -> new AuthorizationDecision(
                context.getRequest().getAttribute(CurrentMember.ATTRIBUTE) instanceof Member member
                        && !member.outsider());
    }

    private CookieCsrfTokenRepository csrfTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(address.cookieName("csrf"));
        tokens.setCookieCustomizer(cookie ->
                cookie.path("/").secure(address.secure()).httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    private void policy(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(contentSecurityPolicy()))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(NOTHING))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .httpStrictTransportSecurity(
                        hsts -> hsts.maxAgeInSeconds(63_072_000).requestMatcher(request -> address.secure()));
    }

    /** ux.md §2, word for word; the provider is named because a form's redirect counts as its action. */
    private String contentSecurityPolicy() {
        var issuer = properties.issuer();
        return String.join(
                "; ",
                List.of(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self'",
                        "connect-src 'self'",
                        "form-action 'self' " + issuer.getScheme() + "://" + issuer.getRawAuthority(),
                        "base-uri 'none'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'",
                        "trusted-types htmx"));
    }

    /** 216 bits of chance in 36 characters, as wide as the column: the usual UUID has 122 (ASVS 7.2.3 asks for 128). */
    @Bean
    SessionIdGenerator sessionIds() {
        var random = new SecureRandom();
        return () -> {
            var bytes = new byte[27];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        };
    }

    @Bean
    CookieSerializer sessionCookie() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(address.cookieName("portal"));
        cookie.setUseSecureCookie(address.secure());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }
}
