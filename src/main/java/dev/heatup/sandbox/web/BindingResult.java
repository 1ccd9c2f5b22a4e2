package dev.heatup.sandbox.web;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;

/** What became of a request on its way to a call. */
sealed interface BindingResult {

    record Bound(Call call) implements BindingResult {}

    /** @param status of HTTP */
    record Unbound(int status, Reply.Failed failed) implements BindingResult {}

    static BindingResult malformed(String name, String description) {
        return refused(400, name, description);
    }

    static Unbound refused(int status, String name, String description) {
        return new Unbound(status, new Reply.Failed(status, name, description, null));
    }
}
