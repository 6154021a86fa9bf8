package no.dotkom.portal.ui;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/** The portal's templates without a web server, as a stream draws them; it is always 12:04:11 on 22 November 2026. */
final class Templates {
    static final Instant NOW = Instant.parse("2026-11-22T11:04:11Z");
    static final String[] CATALOGUES = {
        "messages/ui", "messages/identity", "messages/apps", "messages/dashboard", "messages/admin", "messages/problem"
    };
    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final Catalogue catalogue;

    Templates() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(CATALOGUES);
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        catalogue = new Catalogue(messages, new Assets(new JsonMapper()), Clock.fixed(NOW, ZoneOffset.UTC));
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCheckExistence(true);
        files.setOrder(1);
        engine.addTemplateResolver(files);
        engine.addTemplateResolver(new StringTemplateResolver());
        engine.addDialect(catalogue);
        engine.setTemplateEngineMessageSource(messages);
        engine.setLinkBuilder(new RootLinks());
    }

    Words words(Locale locale) {
        return catalogue.words(locale, Preferences.Zone.OSLO.id());
    }

    /** Renders markup of a test's own. */
    String render(String markup, Map<String, ?> model) {
        return render(markup, model, Locale.ENGLISH);
    }

    String render(String markup, Map<String, ?> model, Locale locale) {
        return engine.process(markup, new Context(locale, Map.copyOf(model))).strip();
    }
}
