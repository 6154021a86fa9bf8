package no.dotkom.portal.apps;

import java.util.UUID;
import no.dotkom.portal.identity.Member;
import no.dotkom.portal.model.AppName;
import no.dotkom.portal.model.EnvironmentId;
import no.dotkom.portal.model.EnvironmentName;
import no.dotkom.portal.model.EnvironmentSlug;
import no.dotkom.portal.model.EnvironmentSpec;
import no.dotkom.portal.model.Generation;
import no.dotkom.portal.reconcile.LoopTests;
import no.dotkom.portal.reconcile.LoopWorld;
import no.dotkom.portal.reconcile.Specs;
import org.junit.jupiter.api.BeforeEach;

/** Tests of what members want, each in an empty world. */
abstract class AppsTests extends LoopTests {
    static final EnvironmentSpec WEB = Specs.web("demo/healthy:1.0.0", "grades.localhost");
    static final Member KARI = LoopWorld.KARI;
    Apps apps;

    @BeforeEach
    void prepare() {
        apps = loop.apps();
    }

    static Registration registration(String app, EnvironmentSpec spec, String key) {
        var name = new EnvironmentName(new AppName(app), new EnvironmentSlug("production"));
        return new Registration(name, LoopWorld.WEBKOM, spec, key);
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    /** A live environment of version 1. */
    static EnvironmentId live() {
        var id = loop.register("grades", WEB);
        loop.bean(Wishes.class).pin(id, Generation.FIRST, "sha256:" + "ab".repeat(32));
        loop.bean(Wishes.class).live(id, Generation.FIRST);
        return id;
    }
}
