package dev.heatup.sandbox.user;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import java.util.Optional;
import java.util.regex.Pattern;

/** A call and who makes it. */
public record AccountRequest(Caller caller, Call call) {

    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");

    /** What makes this no request at all, whatever the state of the world. */
    public Optional<RpcError> problem() {
        if (!SESSION_ID.matcher(caller.sessionId()).matches()) {
            return Optional.of(RpcError.SESSION_ID_INVALID);
        }
        return call.clientId().isEmpty()
                        || CLIENT_ID.matcher(call.clientId().get()).matches()
                ? Optional.empty()
                : Optional.of(RpcError.CLIENT_ID_INVALID);
    }

    public String account() {
        return caller.sessionId();
    }

    /** Whether the answer is Telegram's constructor rather than the contract's own object. */
    public boolean isRaw() {
        return call instanceof Call.InvokeRaw;
    }
}
