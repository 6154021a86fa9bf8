package no.dotkom.portal.dashboard;

import java.time.Clock;
import java.util.List;
import no.dotkom.portal.admin.Administration;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.port.LookUps;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.ImageRef;
import no.dotkom.portal.reconcile.Reconciliations;
import no.dotkom.portal.ui.PageView;
import no.dotkom.portal.watch.Watch;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The rooms that pages read, without the loop and the poller: tests write what those would have seen. */
@EnableAutoConfiguration
@EnableScheduling
@ComponentScan(
        basePackageClasses = {
            Apps.class,
            Audit.class,
            Member.class,
            PageView.class,
            Dashboard.class,
            Administration.class
        })
@ComponentScan(
        basePackageClasses = {Reconciliations.class, Watch.class},
        useDefaultFilters = false,
        includeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.(Reconciliations|StepRepository|JournalRepository|DriftRepository|SweepRepository|DomainRepository|Watch|PictureRepository)"))
@ConfigurationPropertiesScan(basePackageClasses = {Apps.class, Audit.class, Member.class, PageView.class})
class DashboardApplication {
    private static final String MANIFEST = """
            {"schemaVersion": 1, "region": "eu-north-1", "vpc": "vpc-1",
             "cluster": {"arn": "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen", "name": "evergreen"},
             "gateways": [{"id": "evergreen-prod-gateway", "loadBalancer": "arn:lb", "listener": "arn:listener",
                           "dnsName": "gateway.elb.amazonaws.com", "hostedZone": "Z1", "address": "http://localhost:1"},
                          {"id": "second-gateway", "loadBalancer": "arn:lb2", "listener": "arn:listener2",
                           "dnsName": "second.elb.amazonaws.com", "hostedZone": "Z1", "address": "http://localhost:2"}],
             "capacityProviders": {"amd64": "evergreen-amd64"},
             "executionRole": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
             "zones": [{"name": "online.ntnu.no", "hostedZone": "Z2", "wildcard": true, "certificate": "*.online.ntnu.no"},
                       {"name": "grades.no", "hostedZone": "Z3", "certificate": "grades.no"},
                       {"name": "abakus.no"}],
             "registries": ["123456789012.dkr.ecr.eu-north-1.amazonaws.com"],
             "reservedHosts": ["portal.online.ntnu.no"],
             "egress": ["10.0.0.0/16"], "kronerPerNode": 170}
            """;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    KnownManifest manifest() {
        return new KnownManifest(MANIFEST);
    }

    @Bean
    KnownSecrets secrets() {
        return new KnownSecrets();
    }

    /** What there is to adopt: tests put it there. */
    @Bean
    KnownStrangers strangers() {
        return new KnownStrangers();
    }

    @Bean
    @Primary
    KnownDns dns() {
        return new KnownDns();
    }

    @Bean
    KnownKeys keys() {
        return new KnownKeys();
    }

    @Bean
    KnownMetrics metrics() {
        return new KnownMetrics();
    }

    @Bean
    KnownLines lines() {
        return new KnownLines();
    }

    @Bean
    LookUps lookUps() {
        return new LookUps() {
            @Override
            public ImageAnswer image(ImageRef image) {
                return new ImageAnswer.Unanswered("no registry in these tests");
            }

            @Override
            public List<Tagged> newest(ImageRef image, int most) {
                return List.of();
            }
        };
    }
}
