package no.dotkom.portal.apps.web;

import java.time.Clock;
import no.dotkom.portal.apps.Apps;
import no.dotkom.portal.apps.port.ManifestSource;
import no.dotkom.portal.audit.Audit;
import no.dotkom.portal.dashboard.KnownSecrets;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.identity.port.SigningKeys;
import no.dotkom.portal.ui.PageView;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The room apps with what it stands on, over a registry and a platform of a test's own. */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {Apps.class, Audit.class, Member.class, PageView.class})
@ConfigurationPropertiesScan(basePackageClasses = {Apps.class, Audit.class, Member.class, PageView.class})
class AppsApplication {
    /** One gateway, nodes of one architecture, a zone with a wildcard, one without, one that is not ours to write. */
    static final String MANIFEST = """
            {"schemaVersion": 1, "region": "eu-north-1", "vpc": "vpc-1",
             "cluster": {"arn": "arn:aws:ecs:eu-north-1:123456789012:cluster/evergreen", "name": "evergreen"},
             "gateways": [{"id": "evergreen-prod-gateway", "loadBalancer": "arn:lb", "listener": "arn:listener",
                           "dnsName": "gateway.elb.amazonaws.com", "hostedZone": "Z1", "address": "http://localhost:1"}],
             "capacityProviders": {"amd64": "evergreen-amd64"},
             "executionRole": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
             "secrets": {"prefix": "/evergreen/prod/apps/", "rolePath": "/evergreen-prod/apps/",
                         "boundary": "arn:aws:iam::123456789012:policy/evergreen-prod-apps"},
             "zones": [{"name": "online.ntnu.no", "hostedZone": "Z2", "wildcard": true, "certificate": "*.online.ntnu.no"},
                       {"name": "grades.no", "hostedZone": "Z3", "certificate": "grades.no"},
                       {"name": "abakus.no"}],
             "registries": ["123456789012.dkr.ecr.eu-north-1.amazonaws.com", "ghcr.io/dotkom"],
             "reservedHosts": ["portal.online.ntnu.no"],
             "egress": ["10.0.0.0/16"], "kronerPerNode": 170}
            """;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ManifestSource manifest() {
        return () -> new ManifestSource.Reading.Document(MANIFEST);
    }

    /** No workflow comes here. */
    @Bean
    SigningKeys keys() {
        return address -> "{\"keys\": []}";
    }

    @Bean
    KnownSecrets secrets() {
        return new KnownSecrets();
    }

    @Bean
    FakeLookUps lookUps() {
        return new FakeLookUps();
    }
}
