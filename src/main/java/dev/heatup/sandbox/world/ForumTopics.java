package dev.heatup.sandbox.world;

import java.util.List;
import java.util.stream.Stream;

/** A forum's topics are there before anybody writes: its first messages open them, the general one first. Stateless. */
final class ForumTopics {

    /** The id of the topic that every forum has; messages in it name none. */
    static final int GENERAL = 1;

    private static final String NAME_OF_GENERAL = "General";

    private ForumTopics() {}

    /** How many messages a forum begins with. */
    static int count(Chat forum) {
        return names(forum).size();
    }

    /** @param id 1 to {@link #count} */
    static Message opening(Chat forum, int id) {
        return Message.Draft.of(new Content.Topic(names(forum).get(id - 1)))
                .sent(id, new Actor.Network(), World.BEGINNING);
    }

    private static List<String> names(Chat forum) {
        return Stream.concat(
                        Stream.of(NAME_OF_GENERAL),
                        forum.manner().topics().stream().filter(topic -> !topic.equals(NAME_OF_GENERAL)))
                .toList();
    }
}
