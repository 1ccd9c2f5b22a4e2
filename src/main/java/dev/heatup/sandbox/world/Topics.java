package dev.heatup.sandbox.world;

/** A forum's topics are there before anybody writes: its first messages open them, the general one first. Stateless. */
final class Topics {

    /** The id of the topic that every forum has; messages in it name none. */
    static final int GENERAL = 1;

    private Topics() {}

    /** How many messages a forum begins with. */
    static int count(Chat forum) {
        return GENERAL + forum.manner().topics().size();
    }

    /** @param id 1 to {@link #count} */
    static Message opening(Chat forum, int id) {
        String name = id == GENERAL ? "General" : forum.manner().topics().get(id - GENERAL - 1);
        return Message.Draft.of(new Content.Topic(name)).sent(id, new Actor.Network(), World.BEGINNING);
    }
}
