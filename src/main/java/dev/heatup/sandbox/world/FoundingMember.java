package dev.heatup.sandbox.world;

import dev.heatup.channel.Username;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who is there when a world begins.
 *
 * @param account the {@code session_id}
 * @param language a two-letter code
 * @param chats where they are from the start
 */
public record FoundingMember(String account, String language, List<Username> chats) {

    public FoundingMember {
        chats = List.copyOf(chats);
    }

    /** How they come into the world. */
    public List<CausedEffect> arrival(WorldState state) {
        Actor.Person person = new Actor.Person(account);
        List<CausedEffect> deeds = new ArrayList<>();
        deeds.add(new CausedEffect(person, Cause.NONE, state.newcomer(account, language)));
        for (Username name : chats) {
            ChatKey chat = new ChatKey.Public(name);
            int last = state.chat(chat).map(ChatState::lastId).orElse(0);
            deeds.add(new CausedEffect(person, Cause.NONE, new Effect.Joined(chat, last)));
        }
        return deeds;
    }
}
