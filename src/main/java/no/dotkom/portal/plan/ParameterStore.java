package no.dotkom.portal.plan;

import no.dotkom.portal.model.Arn;
import no.dotkom.portal.model.EnvironmentName;

/**
 * Where the platform lets applications have secrets.
 *
 * @param prefix of all parameters, such as {@code /evergreen/prod/apps/}: each environment has a level of its own below
 * @param rolePath of all roles that the portal makes, such as {@code /evergreen-prod/apps/}
 * @param boundary what no such role may pass, whatever its policy says
 */
public record ParameterStore(String prefix, String rolePath, Arn boundary) {
    /** What the names of all parameters of one environment begin with. */
    public String prefix(EnvironmentName environment) {
        return prefix + environment.app() + "/" + environment.slug() + "/";
    }

    public String parameter(EnvironmentName environment, String secret) {
        return prefix(environment) + secret;
    }

    public String roleName(EnvironmentName environment) {
        return roleName(environment.full());
    }

    /** A service may not have a role of the same name by chance. @param full name of an environment */
    public String roleName(String full) {
        return "portal-" + full;
    }
}
