package no.dotkom.portal.localaws.sts;

import no.dotkom.portal.localaws.world.Account;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** AWS Security Token Service; everybody is the portal's role. */
public final class Sts {
    private final Account account;

    public Sts(Account account) {
        this.account = account;
    }

    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .account(account.id())
                .arn("arn:aws:sts::%s:assumed-role/portal-task-role/localaws".formatted(account.id()))
                .userId("AROALOCALAWSEXAMPLE00:localaws")
                .build();
    }
}
