package no.dotkom.portal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Every figure with its conditions: for people as Markdown, for comparing as JSON. */
record Report(Machine machine, List<Section> sections) {
    boolean good() {
        return sections.stream().allMatch(Section::good);
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("report.md"), text());
        Files.writeString(
                folder.resolve("report.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tree()) + "\n");
    }

    String text() {
        var lines = new ArrayList<String>();
        lines.add("# Bench: " + (good() ? "every limit held" : "✗ a limit did not hold"));
        lines.add("");
        machine.facts().forEach((name, fact) -> lines.add("- " + name + ": " + fact));
        sections.forEach(section -> lines.addAll(text(section)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> text(Section section) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("## " + section.title() + (section.good() ? "" : " ✗"));
        section.conditions().forEach(condition -> lines.add("- " + condition));
        section.faults().forEach(fault -> lines.add("- ✗ " + fault));
        lines.add("");
        lines.addAll(table(section));
        return lines;
    }

    private static List<String> table(Section section) {
        if (section.rows().isEmpty()) {
            return List.of();
        }
        var table = new ArrayList<List<String>>();
        table.add(head(section.rows().getFirst()));
        section.rows().forEach(row -> table.add(cells(row)));
        var widths = IntStream.range(0, table.getFirst().size())
                .map(column -> table.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines =
                new ArrayList<>(table.stream().map(cells -> line(cells, widths)).toList());
        lines.add(1, rule(widths));
        return lines;
    }

    private static List<String> head(Section.Row row) {
        var head = new ArrayList<>(List.of(""));
        row.figures().forEach(figure -> head.add(column(figure)));
        return head;
    }

    private static String column(Figure figure) {
        var unit = figure.unit().isEmpty() ? "" : " " + figure.unit();
        var limit = figure.limited() ? " (≤ " + Figure.number(figure.limit()) + ")" : "";
        return figure.name() + unit + limit;
    }

    private static List<String> cells(Section.Row row) {
        var cells = new ArrayList<>(List.of(row.name()));
        row.figures().forEach(figure -> cells.add(figure.text()));
        return cells;
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> ("%" + (column == 0 ? "-" : "") + Math.max(1, widths[column]) + "s")
                        .formatted(cells.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> "-".repeat(widths[column] + 1) + (column == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|"));
    }

    private Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("good", good());
        tree.put("machine", machine.facts());
        tree.put("sections", sections.stream().map(Report::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Section section) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("title", section.title());
        tree.put("good", section.good());
        tree.put("conditions", section.conditions());
        tree.put("faults", section.faults());
        tree.put("rows", section.rows().stream().map(Report::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Section.Row row) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", row.name());
        for (var figure : row.figures()) {
            var value = new LinkedHashMap<String, Object>();
            value.put("value", figure.value());
            value.put("unit", figure.unit());
            if (figure.limited()) {
                value.put("limit", figure.limit());
            }
            tree.put(figure.name(), value);
        }
        return tree;
    }
}
