package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.FoundedWorld;
import dev.heatup.sandbox.Sandbox;
import dev.heatup.sandbox.WorldLog;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Puts the files of a new main world in the place of the present one's, or undoes it. For one replacement. */
final class MainSuccessor implements Sandbox.Successor {

    private final WorldOpener opener;
    private final WorldFolders worldFolders;
    private final FoundedWorld foundedWorld;
    private @Nullable Path kept;

    /** @param foundedWorld the new world, ready in its folder */
    MainSuccessor(WorldOpener opener, WorldFolders worldFolders, FoundedWorld foundedWorld) {
        this.opener = opener;
        this.worldFolders = worldFolders;
        this.foundedWorld = foundedWorld;
    }

    @Override
    public WorldLog open() {
        kept = worldFolders.putMainAside();
        worldFolders.bringIn();
        return opener.mainOf(foundedWorld);
    }

    @Override
    public WorldLog reopen() {
        if (kept != null) {
            worldFolders.takeMainBack(kept);
        }
        return opener.storedMain();
    }
}
