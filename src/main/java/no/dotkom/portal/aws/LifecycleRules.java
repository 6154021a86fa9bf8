package no.dotkom.portal.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which images a repository's lifecycle policy will delete one day. Only whether a rule selects an image is told, not
 * when: that hangs on what else is pushed.
 */
final class LifecycleRules {
    static final LifecycleRules NONE = new LifecycleRules(List.of());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a rule selects. @param tags patterns of which one must match; empty for every image */
    private record Rule(List<Pattern> tags) {}

    private final List<Rule> rules;

    private LifecycleRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** @param policy the document as ECR has it; one that cannot be read has no rules */
    static LifecycleRules of(String policy) {
        try {
            var rules = new ArrayList<Rule>();
            for (var rule : JSON.readTree(policy).path("rules")) {
                var selection = rule.path("selection");
                switch (selection.path("tagStatus").asString("")) {
                    case "any" -> rules.add(new Rule(List.of()));
                    case "tagged" -> rules.add(new Rule(patterns(selection)));
                    // Untagged images are none that anybody picks.
                    default -> {}
                }
            }
            return new LifecycleRules(rules);
        } catch (JacksonException unreadable) {
            return NONE;
        }
    }

    private static List<Pattern> patterns(JsonNode selection) {
        var patterns = new ArrayList<Pattern>();
        for (var prefix : selection.path("tagPrefixList")) {
            patterns.add(Pattern.compile(Pattern.quote(prefix.asString("")) + ".*"));
        }
        for (var pattern : selection.path("tagPatternList")) {
            var parts = pattern.asString("").split("\\*", -1);
            var quoted = new ArrayList<String>();
            for (var part : parts) {
                quoted.add(Pattern.quote(part));
            }
            patterns.add(Pattern.compile(String.join(".*", quoted)));
        }
        return patterns;
    }

    boolean mayExpire(ImageDetail image) {
        return rules.stream().anyMatch(rule -> selects(rule, image));
    }

    private static boolean selects(Rule rule, ImageDetail image) {
        return rule.tags().isEmpty()
                || image.imageTags().stream()
                        .anyMatch(tag -> rule.tags().stream()
                                .anyMatch(pattern -> pattern.matcher(tag).matches()));
    }
}
