package dev.heatup.settings;

/**
 * What is wrong with one setting.
 *
 * @param name the setting, or where in {@code .env} the trouble is; bounded and printable
 * @param message a sentence that says what is allowed; never shows a secret
 */
public record SettingProblem(String name, String message) {

    @Override
    public String toString() {
        return name + ": " + message;
    }
}
