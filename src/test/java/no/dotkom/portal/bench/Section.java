package no.dotkom.portal.bench;

import java.util.List;

/**
 * What one measure found.
 *
 * @param conditions under which the figures were taken, a sentence each
 * @param rows all with the same figures by name and unit
 * @param faults what makes the measure bad whatever its figures are
 */
record Section(String title, List<String> conditions, List<Row> rows, List<String> faults) {
    /** The figures of one thing that was measured. */
    record Row(String name, List<Figure> figures) {
        static Row of(String name, Figure... figures) {
            return new Row(name, List.of(figures));
        }

        boolean good() {
            return figures.stream().allMatch(Figure::good);
        }
    }

    static Section of(String title, List<String> conditions, List<Row> rows) {
        return new Section(title, conditions, rows, List.of());
    }

    boolean good() {
        return faults.isEmpty() && rows.stream().allMatch(Row::good);
    }
}
