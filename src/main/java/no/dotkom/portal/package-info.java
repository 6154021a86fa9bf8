/** The Dotkom Container Service portal: forms and dashboards over ECS on EC2. */
@NullMarked
package no.dotkom.portal;

import org.jspecify.annotations.NullMarked;
