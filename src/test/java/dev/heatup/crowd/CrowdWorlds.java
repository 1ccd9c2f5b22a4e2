package dev.heatup.crowd;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.spec.AllowedReactions;
import dev.heatup.sandbox.spec.GroupSpec;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.spec.PopulationSpec;
import dev.heatup.sandbox.spec.WorldSpec;
import java.util.List;

final class CrowdWorlds {

    private CrowdWorlds() {}

    static WorldSpec of(long seed, PopulationSpec population, GroupSpec... groups) {
        return new WorldSpec(
                "test", seed, null, List.of(), population, List.of(), List.of(groups), List.of(), List.of(), List.of());
    }

    static PopulationSpec people(int size) {
        return new PopulationSpec(
                size,
                PopulationSpec.DEFAULT_LANGUAGES,
                PopulationSpec.DEFAULT_ACTIVITY,
                3,
                PopulationSpec.DEFAULT_VISITS_PER_DAY);
    }

    static GroupSpec group(String username, double members) {
        return new GroupSpec(
                new Username(username),
                "A group",
                "talk",
                "en",
                false,
                false,
                List.of(),
                0,
                members,
                Permission.DEFAULTS,
                new AllowedReactions.All());
    }
}
