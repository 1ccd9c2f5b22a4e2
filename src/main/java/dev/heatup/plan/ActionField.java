package dev.heatup.plan;

/**
 * A field that actions of some types have beside their reason; {@link Action.Type#fields()} says which. The order is that
 * of plans, violations and stored plans.
 */
public enum ActionField {
    CHANNEL("channel_username", "channel", Kind.TEXT, "has no channel"),
    BOT("bot_username", "bot", Kind.TEXT, "has no bot"),
    DURATION("duration_seconds", "seconds", Kind.NUMBER, "takes no time"),
    INTENT("intent", "intent", Kind.TEXT, "has no intent"),
    EMOJI("emoji", "emoji", Kind.TEXT, "has no emoji"),
    REPLY("reply", "reply", Kind.FLAG, "is no reply"),
    PAYLOAD("payload", "payload", Kind.TEXT, "has no payload"),
    MAX_TURNS("max_turns", "turns", Kind.NUMBER, "has no turns");

    /** What JSON holds in it. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG
    }

    private final String wireName;
    private final String storedName;
    private final Kind kind;
    private final String absence;

    ActionField(String wireName, String storedName, Kind kind, String absence) {
        this.wireName = wireName;
        this.storedName = storedName;
        this.kind = kind;
        this.absence = absence;
    }

    /** In plans that come from outside. */
    public String wireName() {
        return wireName;
    }

    /** In recorded plans. */
    public String storedName() {
        return storedName;
    }

    public Kind kind() {
        return kind;
    }

    /** What a violation says of an action that does not have it. */
    String absence() {
        return absence;
    }
}
