package no.dotkom.portal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import no.dotkom.portal.reconcile.Inventory;

/** What must be so once the harm is over, seen from AWS and in the database; by the numbers of reliability.md §3. */
final class Invariants {
    private final World world;
    private final Books books;

    Invariants(World world) {
        this.world = world;
        this.books = new Books(world.postgres());
    }

    /**
     * Nothing doubled, nothing left over, every intent with its outcome.
     *
     * @param cuts how many writers died or were overtaken in the middle of a write so far: the most intents that may be
     *     without an outcome
     */
    void hold(int cuts) throws SQLException {
        var inventory = Inventory.of(world.aws());
        var living = books.rows("select id from environment where removed_at is null").stream()
                .map(List::getFirst)
                .toList();
        once(living, "service", inventory.services());
        once(living, "target group", inventory.targetGroups());
        once(living, "rule", inventory.rules());
        once(living, "log group", inventory.logGroups());
        assertThat(inventory.revisions())
                .as("I2: revisions without an environment")
                .allMatch(revision -> living.contains(owner(revision)));
        assertThat(books.unaccounted()).as("I6: intents without an outcome").isLessThanOrEqualTo(cuts);
        assertThat(books.rows("select e.service_name, v.generation, e.observed_generation from environment e"
                        + " join version v on v.environment = e.id and v.generation = e.generation"
                        + " where e.removed_at is null and v.state = 'RUNNING'"))
                .as("I1: versions that are still on their way")
                .isEmpty();
    }

    private static void once(List<String> living, String what, List<Inventory.Ours> found) {
        var owners = new HashSet<String>();
        for (var resource : found) {
            assertThat(living)
                    .as("I2: %s %s has an owner", what, resource.name())
                    .contains(owner(resource));
            assertThat(owners.add(owner(resource)))
                    .as("I4: there is a second %s of %s: %s", what, owner(resource), found)
                    .isTrue();
        }
        assertThat(owners).as("I1: every environment has its %s", what).containsExactlyInAnyOrderElementsOf(living);
    }

    private static String owner(Inventory.Ours resource) {
        return String.valueOf(resource.tags().get("portal:environment"));
    }

    /** A visitor of {@code host} gets {@code image}, and as many tasks run as are asked for in all. */
    void serves(String host, String image, int tasks) throws InterruptedException {
        assertThat(Probe.page(world, host))
                .as("a visit to %s", host)
                .startsWith("200 ")
                .contains(image);
        assertThat(Inventory.of(world.aws()).tasks()).as("tasks").isEqualTo(tasks);
    }
}
