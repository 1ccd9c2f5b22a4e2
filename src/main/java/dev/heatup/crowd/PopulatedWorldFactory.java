package dev.heatup.crowd;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Username;
import dev.heatup.sandbox.corpus.Corpus;
import dev.heatup.sandbox.spec.ModerationSpec;
import dev.heatup.sandbox.spec.yaml.WorldFile;
import dev.heatup.sandbox.traffic.Traffic;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.worlds.WorldFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a world with its people and with the labelled messages that its description asks for. */
public final class PopulatedWorldFactory implements WorldFactory {

    @Override
    public Content of(WorldFile.Read description, List<Pool> pools) {
        Residents residents = new Residents(description.world());
        World world = World.of(description.world(), pools, residents::founders);
        List<ModerationSpec> moderation = description.world().moderation();
        Map<Username, Corpus> corpora = new LinkedHashMap<>();
        moderation.forEach(spec -> corpora.put(spec.chat(), description.corpus(spec)));
        return new Content(world, Traffic.of(world, moderation, corpora));
    }
}
