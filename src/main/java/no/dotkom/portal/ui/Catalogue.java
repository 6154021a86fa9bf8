package no.dotkom.portal.ui;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/** Where {@link Words} come from, and the expression objects {@code #words} and {@code #assets} of templates. */
@Component
public class Catalogue extends AbstractDialect implements IExpressionObjectDialect, IExpressionObjectFactory {
    private final MessageSource messages;
    private final Assets assets;
    private final Clock clock;

    public Catalogue(MessageSource messages, Assets assets, Clock clock) {
        super("portal");
        this.messages = messages;
        this.assets = assets;
        this.clock = clock;
    }

    public Words words(Locale locale, ZoneId zone) {
        return new Words(messages, locale, zone, clock.instant());
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return this;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return Set.of("words", "assets");
    }

    @Override
    public Object buildObject(IExpressionContext context, String name) {
        return name.equals("assets") ? assets : words(context.getLocale(), zone(context));
    }

    private static ZoneId zone(IExpressionContext context) {
        return context.getVariable("zone") instanceof ZoneId zone ? zone : Preferences.Zone.OSLO.id();
    }

    @Override
    public boolean isCacheable(String name) {
        return true;
    }
}
