package dev.heatup.sandbox.user;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Reply;
import java.time.Duration;

/**
 * The errors that the sandbox answers, with Telegram's codes. The same name has different codes in different methods, so
 * that only name and method together give the code.
 */
public enum RpcError {
    BOT_INVALID(400, "The peer is no bot."),
    BOT_RESPONSE_TIMEOUT(400, "The bot did not answer in time."),
    CHANNEL_INVALID(400, "The channel parameter is missing or is no username."),
    CHANNEL_PRIVATE(406, "The chat is private, and the account is not in it."),
    CHANNELS_TOO_MUCH(400, "The account is in as many chats as it may be."),
    CHAT_WRITE_FORBIDDEN(403, "The account may not write in this chat."),
    CONTACT_ID_INVALID(400, "The contact is missing or is no bot."),
    DATA_INVALID(400, "The message has no button with this data."),
    FROZEN_METHOD_INVALID(420, "The account is frozen and may only read."),
    INPUT_FETCH_ERROR(400, "A parameter is missing, has the wrong type or is out of range."),
    INVITE_HASH_EMPTY(400, "The invite link is missing."),
    INVITE_HASH_EXPIRED(406, "The invite link leads nowhere."),
    INVITE_REQUEST_SENT(400, "The request to join was sent and waits for approval."),
    LIMIT_INVALID(400, "The limit is out of range."),
    MESSAGE_AUTHOR_REQUIRED(403, "Somebody else wrote the message."),
    MESSAGE_EDIT_TIME_EXPIRED(400, "The message is too old to be edited."),
    MESSAGE_EMPTY(400, "The message has no text, or its text is no valid Unicode."),
    MESSAGE_ID_INVALID(400, "There is no such message."),
    MESSAGE_NOT_MODIFIED(400, "It is like this already."),
    MESSAGE_TOO_LONG(400, "The message has more than " + Call.SendMessage.MAX_TEXT + " UTF-16 units."),
    METHOD_INVALID(400, "The sandbox has no such method."),
    MSG_ID_INVALID(400, "A message id is out of range."),
    OFFSET_INVALID(400, "The offset is out of range."),
    OFFSET_PEER_ID_INVALID(400, "The account has no dialog with the peer to start behind."),
    PEER_FLOOD(400, "The account may not write for now."),
    PEER_ID_INVALID(400, "The peer parameter is missing or is no username."),
    REACTIONS_TOO_MANY(400, "The message has as many different reactions as it may have, or the account set several."),
    REACTION_INVALID(400, "The chat does not allow this reaction."),
    REPLY_MESSAGE_ID_INVALID(400, "The message to reply to does not exist."),
    START_PARAM_INVALID(400, "A deep link's payload has 1 to 64 of A-Z, a-z, 0-9, _ and -"),
    TOPIC_ID_INVALID(400, "The forum has no such topic."),
    USERNAME_INVALID(400, "A username has 5 to 32 of A-Z, a-z, 0-9 and _, and starts with a letter."),
    USERNAME_NOT_OCCUPIED(400, "Nobody has this username."),
    USER_ALREADY_PARTICIPANT(400, "The account is in this chat."),
    USER_BANNED_IN_CHANNEL(400, "The account was restricted in this chat."),
    USER_DEACTIVATED_BAN(401, "The account was banned."),
    USER_NOT_PARTICIPANT(400, "The account is not in this chat."),
    YOU_BLOCKED_USER(400, "The account blocked this bot."),

    // The contract's own.
    CLIENT_ID_INVALID(400, "A client_id has 1 to 128 of A-Z, a-z, 0-9 and ._:/-"),
    CLIENT_ID_REUSED(400, "The client_id named another call of this account before."),
    SESSION_ID_INVALID(400, "A session_id has 1 to 64 of A-Z, a-z, 0-9, _ and -");

    private final int code;
    private final String description;

    RpcError(int code, String description) {
        this.code = code;
        this.description = description;
    }

    public Reply.Failed in(String method) {
        return new Reply.Failed(codeIn(method), name(), description, null);
    }

    private int codeIn(String method) {
        return this == PEER_ID_INVALID && method.equals(TelegramMethod.SEND) ? 404 : code;
    }

    /**
     * @param name {@code FLOOD_WAIT_X} for instance
     * @param wait rounded up to whole seconds, as the network counts them
     */
    public static Reply.Failed wait(String name, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Reply.Failed(
                420, name, "A wait of " + seconds + " seconds is required.", Duration.ofSeconds(seconds));
    }
}
