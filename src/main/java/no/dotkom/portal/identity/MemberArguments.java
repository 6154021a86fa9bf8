package no.dotkom.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Controllers take {@link Member} and {@link SignIn}, those of the API {@link Caller}, as arguments; whoever is none does not get that far. */
@Configuration
class MemberArguments implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new FromRequest(Member.class, CurrentMember.ATTRIBUTE));
        resolvers.add(new FromRequest(SignIn.class, SignIn.class.getName()));
        resolvers.add(new FromRequest(Caller.class, CallerFilter.ATTRIBUTE));
    }

    private record FromRequest(Class<?> type, String attribute) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var servlet = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
            return Objects.requireNonNull(servlet.getAttribute(attribute), "A route is open to others than it is for");
        }
    }
}
