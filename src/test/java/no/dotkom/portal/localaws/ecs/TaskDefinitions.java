package no.dotkom.portal.localaws.ecs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import no.dotkom.portal.localaws.world.Account;
import no.dotkom.portal.localaws.world.Lag;
import no.dotkom.portal.localaws.world.Timeline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Families and their revisions. Revision numbers only rise, whatever is deleted, and every registration makes a new one:
 * there is no idempotency here (aws-facts §4).
 */
final class TaskDefinitions {
    private final Timeline time;
    private final Account account;
    private final Lag lag;
    private final Tags tags;
    private final NavigableMap<String, NavigableMap<Integer, TaskDefinition>> families = new TreeMap<>();
    private final Map<String, Integer> lastRevision = new TreeMap<>();

    TaskDefinitions(Surroundings world, Tags tags) {
        this.time = world.time();
        this.account = world.account();
        this.lag = world.lag();
        this.tags = tags;
    }

    RegisterTaskDefinitionResponse register(RegisterTaskDefinitionRequest request) {
        TaskDefinitionRules.check(request);
        SecretRules.check(request, account);
        var revision = lastRevision.merge(request.family(), 1, Integer::sum);
        var arn = account.arn("ecs", "task-definition/%s:%d".formatted(request.family(), revision));
        var definition = TaskDefinitionRules.filled(request).toBuilder()
                .taskDefinitionArn(arn)
                .revision(revision)
                .status(TaskDefinitionStatus.ACTIVE)
                .registeredAt(time.instant())
                .registeredBy("arn:aws:sts::%s:assumed-role/portal/portal".formatted(account.id()))
                .build();
        tags.create(arn, request.tags());
        revisions(request.family()).put(revision, definition);
        var answer = RegisterTaskDefinitionResponse.builder().taskDefinition(definition);
        return (request.hasTags() ? answer.tags(tags.of(arn)) : answer).build();
    }

    private NavigableMap<Integer, TaskDefinition> revisions(String family) {
        return families.computeIfAbsent(family, f -> new TreeMap<>());
    }

    DescribeTaskDefinitionResponse describe(DescribeTaskDefinitionRequest request) {
        var definition = find(request.taskDefinition());
        if (definition == null) {
            throw Refused.client("Unable to describe task definition.");
        }
        var answer = DescribeTaskDefinitionResponse.builder().taskDefinition(definition);
        var withTags = request.include().contains(TaskDefinitionField.TAGS);
        return (withTags ? answer.tags(tags.of(definition.taskDefinitionArn())) : answer).build();
    }

    /** For a service or a task that is to run: only an ACTIVE one will do. */
    TaskDefinition usable(@Nullable String name) {
        var definition = find(name);
        if (definition == null) {
            throw Refused.client("TaskDefinition not found.");
        }
        if (definition.status() != TaskDefinitionStatus.ACTIVE) {
            throw Refused.client("TaskDefinition is inactive");
        }
        return definition;
    }

    /** By family (the newest ACTIVE revision), {@code family:revision} or ARN. */
    @Nullable TaskDefinition find(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw Refused.client("Task definition cannot be blank.");
        }
        var tail = tail(name);
        var colon = tail.indexOf(':');
        return colon < 0 ? newest(tail) : exactly(tail.substring(0, colon), tail.substring(colon + 1));
    }

    private String tail(String name) {
        var prefix = account.arn("ecs", "task-definition/");
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private @Nullable TaskDefinition newest(String family) {
        return families.getOrDefault(family, new TreeMap<>()).descendingMap().values().stream()
                .filter(definition -> definition.status() == TaskDefinitionStatus.ACTIVE)
                .findFirst()
                .orElse(null);
    }

    private @Nullable TaskDefinition exactly(String family, String revision) {
        if (!revision.matches("\\d{1,9}")) {
            throw Refused.invalid("Invalid revision number. Number: %s", revision);
        }
        return families.getOrDefault(family, new TreeMap<>()).get(Integer.parseInt(revision));
    }

    DeregisterTaskDefinitionResponse deregister(DeregisterTaskDefinitionRequest request) {
        var name = request.taskDefinition();
        if (name == null || !tail(name).contains(":")) {
            throw Refused.invalid("Revision cannot be blank.");
        }
        var definition = find(name);
        if (definition == null) {
            throw Refused.client("The specified task definition does not exist.");
        }
        var after = definition.status() == TaskDefinitionStatus.ACTIVE ? inactive(definition) : definition;
        keep(after);
        return DeregisterTaskDefinitionResponse.builder().taskDefinition(after).build();
    }

    private TaskDefinition inactive(TaskDefinition definition) {
        return definition.toBuilder()
                .status(TaskDefinitionStatus.INACTIVE)
                .deregisteredAt(time.instant())
                .build();
    }

    private void keep(TaskDefinition definition) {
        revisions(definition.family()).put(definition.revision(), definition);
    }

    DeleteTaskDefinitionsResponse delete(DeleteTaskDefinitionsRequest request, Predicate<TaskDefinition> inUse) {
        if (request.taskDefinitions().isEmpty() || request.taskDefinitions().size() > 10) {
            throw Refused.invalid("You must specify between 1 and 10 task definitions.");
        }
        var deleted = new ArrayList<TaskDefinition>();
        var failures = new ArrayList<Failure>();
        request.taskDefinitions().forEach(name -> {
            var definition = find(name);
            if (definition == null) {
                failures.add(failure(name, "MISSING"));
            } else if (definition.status() == TaskDefinitionStatus.ACTIVE) {
                failures.add(failure(
                        definition.taskDefinitionArn(),
                        "The specified task definition is still in ACTIVE status. Please deregister the target and try"
                                + " again."));
            } else {
                deleted.add(delete(definition, inUse));
            }
        });
        return DeleteTaskDefinitionsResponse.builder()
                .taskDefinitions(deleted)
                .failures(failures)
                .build();
    }

    /** What something still runs stays visible as DELETE_IN_PROGRESS. */
    private TaskDefinition delete(TaskDefinition definition, Predicate<TaskDefinition> inUse) {
        var leaving = definition.toBuilder()
                .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
                .build();
        if (inUse.test(definition)) {
            keep(leaving);
        } else {
            revisions(definition.family()).remove(definition.revision());
            tags.forget(definition.taskDefinitionArn());
        }
        return leaving;
    }

    static Failure failure(String arn, String reason) {
        return Failure.builder().arn(arn).reason(reason).build();
    }

    ListTaskDefinitionsResponse list(ListTaskDefinitionsRequest request) {
        var status = request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
        var arns = new ArrayList<>(families.entrySet().stream()
                .filter(family -> matches(family.getKey(), request.familyPrefix()))
                .flatMap(family -> family.getValue().values().stream())
                .filter(definition -> definition.status() == status && lag.shows(definition.registeredAt()))
                .map(TaskDefinition::taskDefinitionArn)
                .toList());
        if (request.sort() == SortOrder.DESC) {
            Collections.reverse(arns);
        }
        var page = Pages.of(arns, arn -> arn, request.nextToken(), request.maxResults(), 100, 100);
        return ListTaskDefinitionsResponse.builder()
                .taskDefinitionArns(page.items())
                .nextToken(page.next())
                .build();
    }

    /** A family prefix of ListTaskDefinitions is the whole name of a family. */
    private static boolean matches(String family, @Nullable String wanted) {
        return wanted == null || family.equals(wanted);
    }

    ListTaskDefinitionFamiliesResponse listFamilies(ListTaskDefinitionFamiliesRequest request) {
        var status = request.status() == null ? TaskDefinitionFamilyStatus.ALL : request.status();
        var names = families.keySet().stream()
                .filter(family -> request.familyPrefix() == null || family.startsWith(request.familyPrefix()))
                .filter(family -> switch (status) {
                    case ACTIVE -> newest(family) != null;
                    case INACTIVE -> newest(family) == null;
                    case ALL, UNKNOWN_TO_SDK_VERSION -> true;
                })
                .toList();
        var page = Pages.of(names, name -> name, request.nextToken(), request.maxResults(), 100, 100);
        return ListTaskDefinitionFamiliesResponse.builder()
                .families(page.items())
                .nextToken(page.next())
                .build();
    }

    boolean exists(String arn) {
        return families.values().stream()
                .flatMap(revisions -> revisions.values().stream())
                .anyMatch(definition -> definition.taskDefinitionArn().equals(arn));
    }
}
