/** The machines: the fleet that ECS places tasks on, as EC2 and Auto Scaling describe it. */
@NullMarked
package no.dotkom.portal.localaws.ec2;

import org.jspecify.annotations.NullMarked;
