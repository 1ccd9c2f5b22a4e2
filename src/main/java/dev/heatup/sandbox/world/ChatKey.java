package dev.heatup.sandbox.world;

import dev.heatup.channel.Username;

/** Names a chat within a world, in the log too. */
public sealed interface ChatKey {

    /** A channel or group. A private one has a name here too, which the network shows to nobody. */
    record Public(Username name) implements ChatKey {
        @Override
        public String toString() {
            return name.value();
        }
    }

    /** The private chat of a person with a bot. */
    record Direct(String account, long bot) implements ChatKey {
        @Override
        public String toString() {
            return account + SEPARATOR + bot;
        }

        public Actor.Person person() {
            return new Actor.Person(account);
        }
    }

    /** In no username and in no {@code session_id}. */
    char SEPARATOR = '/';

    /** Reads what {@code toString} wrote. */
    static ChatKey parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        return separator < 0
                ? new Public(new Username(text))
                : new Direct(text.substring(0, separator), Long.parseLong(text.substring(separator + 1)));
    }
}
