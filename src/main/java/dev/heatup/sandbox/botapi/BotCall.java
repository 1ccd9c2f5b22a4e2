package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.Map;
import java.util.Optional;

/**
 * A method with its parameters, which have the types that {@code bot-api.json} declares: a front has checked them.
 *
 * @param method in its canonical spelling, {@code sendMessage} for instance
 * @param params those that the method declares and the caller gave; a file is the text {@code attach://<name>}
 * @param uploads the files that came along, by that name
 */
public record BotCall(String method, Tl.Obj params, Map<String, UploadedFile> uploads) {

    private static final String ATTACHED = "attach://";

    public BotCall {
        uploads = Map.copyOf(uploads);
    }

    public BotCall(String method, Tl.Obj params) {
        this(method, params, Map.of());
    }

    /** How a parameter refers to the file of that name. */
    public static String attached(String name) {
        return ATTACHED + name;
    }

    /** The file that a parameter's text refers to; empty for a {@code file_id}, a URL, or a name that did not come. */
    public Optional<UploadedFile> upload(String parameter) {
        return parameter.startsWith(ATTACHED)
                ? Optional.ofNullable(uploads.get(parameter.substring(ATTACHED.length())))
                : Optional.empty();
    }
}
