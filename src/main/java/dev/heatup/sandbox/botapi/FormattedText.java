package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.List;

/**
 * A text and what its parts are. The entities are in order, lie within the text and never cut a character in two.
 */
public record FormattedText(String text, List<Entity> entities) {

    public FormattedText {
        entities = List.copyOf(entities);
    }

    /** As {@code MessageEntity} of the Bot API. */
    public List<Tl.Obj> entitiesForBots() {
        return entities.stream().map(Entity::forBots).toList();
    }

    /** As Telegram's constructors. */
    public List<Tl.Obj> entitiesForUsers() {
        return entities.stream().map(Entity::forUsers).toList();
    }
}
