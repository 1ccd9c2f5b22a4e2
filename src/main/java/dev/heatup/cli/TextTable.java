package dev.heatup.cli;

import java.util.List;

/** Rows of cells as lines whose columns stand below each other. */
final class TextTable {

    private TextTable() {}

    static List<String> lines(List<List<String>> rows) {
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int c = column;
            int width = rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0);
            line.append(row.get(c)).append(" ".repeat(width - row.get(c).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
