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
public record Founder(String account, String language, List<Username> chats) {

    public Founder {
        chats = List.copyOf(chats);
    }

    /** How they come into the world. */
    public List<Deed> arrival(WorldState state) {
        Actor.Person person = new Actor.Person(account);
        List<Deed> deeds = new ArrayList<>();
        deeds.add(new Deed(person, Cause.NONE, state.newcomer(account, language)));
        for (Username name : chats) {
            ChatKey chat = new ChatKey.Public(name);
            int last = state.chat(chat).map(ChatState::lastId).orElse(0);
            deeds.add(new Deed(person, Cause.NONE, new Effect.Joined(chat, last)));
        }
        return deeds;
    }
}
