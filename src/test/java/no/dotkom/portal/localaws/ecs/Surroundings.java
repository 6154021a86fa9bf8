package no.dotkom.portal.localaws.ecs;

import no.dotkom.portal.localaws.ecs.workload.Hosting;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Fleet;
import no.dotkom.portal.localaws.world.Images;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.LogSink;
import no.dotkom.portal.localaws.world.MetricSink;
import no.dotkom.portal.localaws.world.Parameters;
import no.dotkom.portal.localaws.world.Roles;
import no.dotkom.portal.localaws.world.Targets;
import no.dotkom.portal.localaws.world.Timeline;

/** All that ECS needs of the rest of the world. */
public record Surroundings(
        Timeline time,
        Account account,
        Lag lag,
        Fleet fleet,
        Images images,
        Targets targets,
        LogSink logs,
        MetricSink metrics,
        Roles roles,
        Parameters parameters,
        Hosting hosting,
        Tempo tempo) {}
