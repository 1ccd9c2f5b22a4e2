package dev.heatup.sandbox.spec;

/**
 * One rule that a description breaks.
 *
 * @param path where, from the record that says so, in the names of the world file: {@code chats[1].rights}
 * @param message a sentence that says what is allowed; what it quotes is bounded and on one line
 */
public record SpecError(String path, String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
