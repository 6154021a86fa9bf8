package no.dotkom.portal.aws;

import no.dotkom.portal.apps.port.ManifestSource;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Reads the platform's manifest from SSM Parameter Store. */
@Component
class SsmManifestSource implements ManifestSource {
    private final SsmClient ssm;
    private final String parameter;

    SsmManifestSource(AwsClients clients, AwsProperties properties) {
        this.ssm = clients.ssm();
        this.parameter = properties.manifest();
    }

    @Override
    public Reading read() {
        try {
            return new Reading.Document(ssm.getParameter(request -> request.name(parameter))
                    .parameter()
                    .value());
        } catch (ParameterNotFoundException absent) {
            return new Reading.Missing(parameter);
        } catch (SdkException unanswered) {
            return new Reading.Unanswered(Said.text(unanswered));
        }
    }
}
