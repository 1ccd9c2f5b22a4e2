package dev.heatup.crowd;

import dev.heatup.channel.Username;
import java.util.List;

/**
 * Somebody who lives in a world; the same in every run of it. Immutable.
 *
 * @param number from 1
 * @param id the session's name, {@code p00001}
 * @param language the language they prefer, a two-letter code
 * @param seed from which everything else about them is drawn: the persona, the visits
 * @param chats the groups they are in from the start, in the order of the world
 */
public record Person(int number, String id, String language, long seed, List<Username> chats) {

    public Person {
        chats = List.copyOf(chats);
    }
}
