package no.dotkom.portal.local;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import no.dotkom.portal.PortalApplication;
import no.dotkom.portal.dashboard.port.Dns;
import no.dotkom.portal.reconcile.port.Proofs;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The newcomer's first run: the world around the portal and the portal in it, in one process. With {@code --platform}
 * only the world, for a portal that is started, killed and doubled beside it.
 */
public final class LocalPortal {
    private LocalPortal() {}

    public static void main(String[] args) throws Exception {
        try {
            var ports = LocalPorts.fromEnvironment();
            if (Arrays.asList(args).contains("--platform")) {
                platform(ports);
            } else {
                portal(ports);
            }
        } catch (LocalPorts.Sentence sentence) {
            System.err.println();
            System.err.println(sentence.getMessage());
            System.exit(1);
        }
    }

    private static void portal(LocalPorts ports) throws IOException {
        ports.mustBeFree(true);
        var world = LocalWorld.start(ports);
        world.awsEnvironment().forEach(LocalPortal::setForAws);
        var application = new SpringApplication(PortalApplication.class, ExampleEstate.class);
        application.setDefaultProperties(new LinkedHashMap<>(world.settings(ports)));
        application.addInitializers(clockOf(world));
        application.addListeners((ApplicationListener<ApplicationReadyEvent>) ready -> welcome(ports));
        application.addListeners((ApplicationListener<ContextClosedEvent>) closed -> end(world));
        application.run();
    }

    /** The portal tells the time by the world it lives in, and asks its DNS. */
    private static ApplicationContextInitializer<ConfigurableApplicationContext> clockOf(LocalWorld world) {
        return context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(Clock.class, () -> world.aws().clock());
            beans.registerBean(Proofs.class, () -> LocalWorld.dns(world::aws), bean -> bean.setPrimary(true));
            beans.registerBean(Dns.class, () -> LocalWorld.addresses(world::aws), bean -> bean.setPrimary(true));
        };
    }

    private static void setForAws(String variable, String value) {
        var property = switch (variable) {
            case "AWS_ENDPOINT_URL" -> "aws.endpointUrl";
            case "AWS_REGION" -> "aws.region";
            case "AWS_ACCESS_KEY_ID" -> "aws.accessKeyId";
            default -> "aws.secretAccessKey";
        };
        System.setProperty(property, value);
    }

    private static void welcome(LocalPorts ports) {
        System.out.printf("""

                The portal is ready: http://localhost:%d

                  Sign in as      kari (Webkom), ola (Appkom), ada (platform admin) or per (member of nothing)
                  Images to try   demo/healthy:1.0, demo/slow:1, demo/crashes:1, demo/oom:1, demo/nohealth:1, demo/wrongport:1
                  Applications    http://<host>.localhost:%d
                  AWS             export AWS_DEFAULT_REGION=eu-north-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
                                  aws --endpoint-url http://localhost:%d ecs list-clusters

                """, ports.portal(), ports.gateway(), ports.aws());
    }

    private static void end(LocalWorld world) {
        try {
            world.close();
        } catch (IOException failed) {
            System.err.println("The local world did not end cleanly: " + failed.getMessage());
        }
    }

    private static void platform(LocalPorts ports) throws Exception {
        ports.mustBeFree(false);
        var world = LocalWorld.start(ports);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(world)));
        System.out.println();
        System.out.println("The platform is ready; it stays until this ends. A portal finds it by these settings:");
        System.out.println();
        world.environment(ports).forEach((name, value) -> System.out.println("export " + name + "='" + value + "'"));
        System.out.println();
        System.out.println("java -jar target/portal.jar");
        Thread.currentThread().join();
    }
}
