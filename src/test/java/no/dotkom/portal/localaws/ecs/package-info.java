/** ECS on this machine: clusters, task definitions, services and tasks that behave as AWS's do. Door: {@code Ecs}. */
@NullMarked
package no.dotkom.portal.localaws.ecs;

import org.jspecify.annotations.NullMarked;
