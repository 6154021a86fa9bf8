package no.dotkom.portal.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** What the portal's controllers answer, read from their annotations: {@code GET /apps/{app}}. */
final class Mappings {
    private Mappings() {}

    /** Those that answer a GET, and those that answer whatever comes ({@code ANY}). */
    static Set<String> ofGets() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var mappings = new TreeSet<String>();
        for (var found : scan.findCandidateComponents("no.dotkom.portal")) {
            if (found instanceof AnnotatedBeanDefinition definition && shipped(definition)) {
                var type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
                Arrays.stream(type.getDeclaredMethods()).forEach(method -> mappings.addAll(ofGets(type, method)));
            }
        }
        return mappings;
    }

    /** Tests may have controllers of their own. */
    private static boolean shipped(AnnotatedBeanDefinition definition) {
        try {
            var resource =
                    ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition).getResource();
            return resource instanceof Resource known
                    && !known.getURL().getPath().contains("/test-classes/");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> ofGets(Class<?> type, Method method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return List.of();
        }
        var verbs = List.of(mapping.method());
        if (!verbs.isEmpty() && !verbs.contains(RequestMethod.GET)) {
            return List.of();
        }
        var prefixes = paths(AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class));
        var found = new ArrayList<String>();
        for (var prefix : prefixes) {
            paths(mapping).forEach(path -> found.add((verbs.isEmpty() ? "ANY " : "GET ") + prefix + path));
        }
        return found;
    }

    private static List<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }
}
