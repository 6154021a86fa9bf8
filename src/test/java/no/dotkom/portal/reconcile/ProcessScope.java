package no.dotkom.portal.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * One life of the portal's process: every bean of the rooms lives in it, and {@link #end} forgets them all, so that
 * what comes next knows the database and AWS and nothing else. The connections outlive it: they hold no memory.
 */
final class ProcessScope implements Scope, BeanFactoryPostProcessor {
    private static final List<String> ROOMS = List.of("apps", "audit", "identity", "reconcile", "watch", "aws");
    private final Map<String, Object> beans = new HashMap<>();

    /** The process is dead. */
    void end() {
        forget(beans);
    }

    /** The machine takes back what a dead process held of it: the threads that time its calls. */
    static void forget(Map<String, Object> life) {
        for (var bean : life.values()) {
            if (bean instanceof AutoCloseable machine) {
                try {
                    machine.close();
                } catch (Exception impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
        life.clear();
    }

    /** While this process stands still, another lives and works. */
    void aside(Runnable work) {
        var mine = Map.copyOf(beans);
        beans.clear();
        try {
            work.run();
        } finally {
            forget(beans);
            beans.putAll(mine);
        }
    }

    /** Another process, which lives on between its turns. */
    void in(Map<String, Object> life, Runnable work) {
        var mine = Map.copyOf(beans);
        beans.clear();
        beans.putAll(life);
        try {
            work.run();
        } finally {
            life.clear();
            life.putAll(beans);
            beans.clear();
            beans.putAll(mine);
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        factory.registerScope("process", this);
        for (var name : factory.getBeanDefinitionNames()) {
            var definition = factory.getBeanDefinition(name);
            var type = definition.getBeanClassName();
            if (type != null && inRoom(type)) {
                definition.setScope("process");
            }
        }
    }

    private static boolean inRoom(String type) {
        return !type.endsWith("Configuration")
                && !type.endsWith("Properties")
                && ROOMS.stream().anyMatch(room -> type.startsWith("no.dotkom.portal." + room + "."));
    }

    @Override
    public Object get(String name, ObjectFactory<?> factory) {
        var living = beans.get(name);
        if (living == null) {
            living = factory.getObject();
            beans.put(name, living);
        }
        return living;
    }

    @Override
    public @Nullable Object remove(String name) {
        return beans.remove(name);
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback) {
        // a process that dies says no good-bye
    }
}
