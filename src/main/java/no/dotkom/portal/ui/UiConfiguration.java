package no.dotkom.portal.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Puts the furniture in its place: assets, arguments of controllers, language. */
@Configuration
class UiConfiguration implements WebMvcConfigurer {
    private final PageFurniture furniture;
    private final PreferencesCookie cookie;
    private final Catalogue catalogue;

    UiConfiguration(PageFurniture furniture, PreferencesCookie cookie, Catalogue catalogue) {
        this.furniture = furniture;
        this.cookie = cookie;
        this.catalogue = catalogue;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(Assets.FOLDER + "**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(furniture).excludePathPatterns(Assets.FOLDER + "**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Argument<>(HtmxRequest.class, HtmxRequest::of));
        resolvers.add(new Argument<>(Preferences.class, cookie::read));
        resolvers.add(new Argument<>(Words.class, this::words));
    }

    private Words words(HttpServletRequest request) {
        return catalogue.words(
                RequestContextUtils.getLocale(request),
                cookie.read(request).zone().id());
    }

    @Bean
    LocaleResolver localeResolver() {
        return new BrowserLocale(cookie);
    }

    /** A {@code redirect:} answers 303: the browser asks again with GET, whatever it sent. Links need no request. */
    @Bean
    static SmartInitializingSingleton templates(ThymeleafViewResolver views, SpringTemplateEngine engine) {
        return () -> {
            views.setRedirectHttp10Compatible(false);
            engine.setLinkBuilder(new RootLinks());
        };
    }

    /** An argument of controllers that is read off the request. */
    private record Argument<T>(Class<T> type, Function<HttpServletRequest, T> read)
            implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public T resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return read.apply(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        }
    }
}
