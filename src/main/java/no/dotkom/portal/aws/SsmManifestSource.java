package no.dotkom.portal.aws;

import no.dotkom.portal.apps.port.ManifestSource;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Reads the platform's manifest from SSM Parameter Store. */
@Component
class SsmManifestSource implements ManifestSource {
    private final SsmCalls ssm;
    private final String parameter;

    SsmManifestSource(SsmCalls ssm, AwsProperties properties) {
        this.ssm = ssm;
        this.parameter = properties.manifest();
    }

    @Override
    public Reading read() {
        try {
            return new Reading.Document(ssm.parameter(parameter));
        } catch (ParameterNotFoundException absent) {
            return new Reading.Missing(parameter);
        } catch (SdkException unanswered) {
            return new Reading.Unanswered(Said.text(unanswered));
        }
    }
}
