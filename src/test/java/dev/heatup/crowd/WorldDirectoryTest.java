package dev.heatup.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Bot;
import dev.heatup.channel.Channel;
import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.BotSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorldDirectoryTest {

    private static final Username NEWS = new Username("hu_city_news");
    private static final Bot MENU = bot("hu_menu_bot");
    private static final Bot GUARD = bot("hu_guard_bot");
    private static final Pool BUILT_IN = new Pool(
            Pools.DEFAULT, List.of(new Channel(NEWS, "News", "the city", "en", Channel.Kind.CHANNEL)), List.of());

    private List<Bot> here = List.of();
    private @Nullable WorldSpec world;
    private final Pools pools = new WorldDirectory(Pools.only(BUILT_IN), () -> Optional.ofNullable(world), () -> here);

    private static Bot bot(String username) {
        return new Bot(new Username(username), "Bot", "", List.of());
    }

    private static WorldSpec square(String group, Bot... bots) {
        WorldSpec plain = CrowdWorlds.of(1, CrowdWorlds.people(3), CrowdWorlds.group(group, 1.0));
        return new WorldSpec(
                plain.name(),
                plain.seed(),
                plain.starts(),
                plain.pools(),
                plain.population(),
                plain.channels(),
                plain.groups(),
                List.of(bots).stream()
                        .map(bot -> new BotSpec(bot.username(), bot.title(), "", null, true, List.of(), List.of()))
                        .toList(),
                plain.moderation(),
                plain.faults());
    }

    private Pool found() {
        return pools.find(Pools.DEFAULT).orElseThrow();
    }

    @Test
    void aBotIsFoundOnceItHasCome() {
        assertThat(found().bots()).isEmpty();

        here = List.of(MENU);
        assertThat(found().bots()).containsExactly(MENU);
        assertThat(found().contains(NEWS)).isTrue();

        here = List.of(MENU, GUARD);
        assertThat(found().bots()).containsExactly(MENU, GUARD);
    }

    @Test
    void aWorldsBotsAreFoundOnceTheyHaveComeAndNoOthers() {
        world = square("hu_square", MENU, GUARD);
        here = List.of(MENU, bot("hu_other_bot"));

        assertThat(found().bots()).containsExactly(MENU);
    }

    @Test
    void anotherWorldHasItsOwnChats() {
        world = square("hu_square");
        assertThat(found().chats()).extracting(Channel::username).containsExactly(new Username("hu_square"));

        world = square("hu_market");
        assertThat(found().chats()).extracting(Channel::username).containsExactly(new Username("hu_market"));

        world = null;
        assertThat(found().contains(NEWS)).isTrue();
    }

    @Test
    void whileNothingChangesNothingIsPutTogetherAgain() {
        here = List.of(MENU);

        assertThat(found()).isSameAs(found());
        assertThat(pools.find("other")).isEmpty();
    }
}
