package no.dotkom.portal.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.TeamSlug;
import org.junit.jupiter.api.Test;

class TagCommandsTest {
    private static final String ID = "0193a5c2-7d4e-7b11-9a3f-2c1d5e6f7a80";
    private static final String AT = "arn:aws:%s:eu-north-1:123456789012:";

    /** As the AWS CLI 2 takes them: each service spells tags its own way. */
    @Test
    void eachServiceGetsItsOwnSpelling() {
        // Given
        var name = new EnvironmentName(new AppName("rif"), new EnvironmentSlug("production"));
        var ref = new EnvironmentRef(EnvironmentId.parse(ID), name, new TeamSlug("webkom"));
        var service = AT.formatted("ecs") + "service/evergreen/rif-prd-web";
        var rule = AT.formatted("elasticloadbalancing") + "listener-rule/app/gateway/1/2/3";
        var logs = AT.formatted("logs") + "log-group:/ecs/rif-prd-web";

        // When
        var commands = TagCommands.of(ref, List.of(new Arn(service), new Arn(rule), new Arn(logs)));

        // Then
        assertThat(commands)
                .containsExactly(
                        "aws ecs tag-resource --resource-arn " + service + " --tags"
                                + " key=managed-by,value=container-portal key=portal:app,value=rif"
                                + " key=portal:environment,value=" + ID,
                        "aws elbv2 add-tags --resource-arns " + rule + " --tags"
                                + " Key=managed-by,Value=container-portal Key=portal:app,Value=rif"
                                + " Key=portal:environment,Value=" + ID,
                        "aws logs tag-resource --resource-arn " + logs + " --tags"
                                + " managed-by=container-portal,portal:app=rif,portal:environment=" + ID);
    }
}
