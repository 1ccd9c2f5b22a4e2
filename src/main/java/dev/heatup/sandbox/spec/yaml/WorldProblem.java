package dev.heatup.sandbox.spec.yaml;

/**
 * One mistake in a world file.
 *
 * @param line from 1; 0 when it is about the file as a whole
 * @param column from 1, in code points; 0 with line 0
 * @param path the field, as {@code channels[0].title}; empty for the file as a whole
 * @param message what is allowed; what it quotes is bounded and on one line
 */
public record WorldProblem(int line, int column, String path, String message) {

    static WorldProblem ofFile(String message) {
        return new WorldProblem(0, 0, "", message);
    }

    /** A line for a person. */
    @Override
    public String toString() {
        String place = line == 0 ? "" : "line " + line + ", column " + column + ": ";
        return place + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
