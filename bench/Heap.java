import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.List;

/**
 * What 100,000 accounts cost of the heap, in a world's state alone: accounts that are there, then each in one group, then
 * with 10 posts of a channel seen. {@code bench/sandbox.sh heap [ACCOUNTS]} runs it with the packaged classes.
 */
class Heap {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final ChatKey GROUP = new ChatKey.Public(World.OPEN_GROUP);
    private static final ChatKey CHANNEL = new ChatKey.Public(World.APPROVAL_CHANNEL);

    private long seq;

    public static void main(String[] arguments) {
        new Heap().measure(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000);
    }

    private void measure(int accounts) {
        long before = used();
        WorldState state = new WorldState(World.of(List.of(), 7), NOW);
        for (int i = 0; i < accounts; i++) {
            String name = "account" + i;
            add(state, name, state.newcomer(name, "en"));
        }
        print("appeared", accounts, before);
        for (int i = 0; i < accounts; i++) {
            add(state, "account" + i, new Effect.Joined(GROUP, 0));
        }
        print("each in one group", accounts, before);
        for (int i = 0; i < accounts; i++) {
            add(state, "account" + i, new Effect.Viewed(CHANNEL, List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        }
        print("each saw 10 posts", accounts, before);
        if (state.accounts().size() != accounts) {
            throw new IllegalStateException("accounts are missing");
        }
    }

    private void add(WorldState state, String account, Effect effect) {
        state.evolve(new Event(++seq, NOW, new Actor.Person(account), Cause.NONE, effect));
    }

    private static void print(String what, int accounts, long before) {
        long bytes = used() - before;
        System.out.printf("%,d accounts, %s: %.1f MB, %d bytes each%n", accounts, what, bytes / 1e6, bytes / accounts);
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
