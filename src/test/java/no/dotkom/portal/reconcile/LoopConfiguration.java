package no.dotkom.portal.reconcile;

import java.time.Clock;
import java.util.Map;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.aws.Pause;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.local.LocalWorld;
import no.dotkom.portal.local.TestPostgres;
import no.dotkom.portal.reconcile.port.Proofs;
import no.dotkom.portal.watch.Watch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** The real rooms behind the pages, without the scheduler: a test decides when the loop comes by. */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JooqAutoConfiguration.class
})
@ComponentScan(
        basePackages = "no.dotkom.portal.aws",
        basePackageClasses = {Apps.class, Audit.class, Pass.class, Watch.class},
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"),
            @ComponentScan.Filter(
                    type = FilterType.ASSIGNABLE_TYPE,
                    classes = {ReconcileConfiguration.class, Alarm.class})
        })
@ComponentScan(
        basePackageClasses = Member.class,
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(Trusts|TrustRepository)"))
@ConfigurationPropertiesScan(
        basePackages = "no.dotkom.portal.aws",
        basePackageClasses = {Apps.class, Pass.class, Watch.class})
final class LoopConfiguration {
    private final VirtualAws aws = new VirtualAws();

    static ConfigurableApplicationContext start(TestPostgres.Database database) {
        var settings = Map.<String, Object>of(
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                database.user(),
                "spring.datasource.password",
                database.password(),
                "spring.main.lazy-initialization",
                "true",
                "logging.level.no.dotkom.portal",
                "warn",
                "portal.watch.enabled",
                "false",
                // A call in which another process works lasts as long as that takes on this machine.
                "portal.aws.attempt-timeout",
                "PT10M",
                "portal.aws.call-timeout",
                "PT10M");
        return new SpringApplicationBuilder(LoopConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(settings)
                .logStartupInfo(false)
                .run("--spring.main.banner-mode=off");
    }

    @Bean
    VirtualAws aws() {
        return aws;
    }

    @Bean
    static ProcessScope process() {
        return new ProcessScope();
    }

    @Bean
    Clock clock() {
        return aws.clock();
    }

    @Bean
    SdkHttpClient http() {
        return aws.http();
    }

    @Bean
    VirtualDoor door() {
        return new VirtualDoor(aws);
    }

    /** What stands in any zone of Route 53 here is the public DNS. */
    @Bean
    Proofs proofs() {
        return LocalWorld.dns(aws::world);
    }

    @Bean
    AwsCredentialsProvider credentials() {
        return AnonymousCredentialsProvider.create();
    }

    @Bean
    BackoffStrategy backoff() {
        return BackoffStrategy.retryImmediately();
    }

    /** Whoever waits lets the world's time go by. */
    @Bean
    Pause pause() {
        return time -> aws.world().advance(time);
    }
}
