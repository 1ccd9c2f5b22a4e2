package dev.heatup.sandbox.worlds;

import dev.heatup.channel.Pool;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.world.Agenda;
import dev.heatup.sandbox.world.World;
import java.util.Collection;
import java.util.List;

/** Makes a world of its description, the same each time. */
@FunctionalInterface
public interface WorldFactory {

    /** Its chats and bots alone: nobody lives there, and nothing happens but what channels post. */
    WorldFactory BARE = (description, pools) -> new Content(World.of(description.world(), pools), List.of());

    /** @param pools that the description names */
    Content of(WorldFile.Read description, List<Pool> pools);

    /** @param sources of what happens in it by itself, besides what channels post */
    record Content(World world, Collection<? extends Agenda.Source> sources) {
        public Content {
            sources = List.copyOf(sources);
        }
    }
}
