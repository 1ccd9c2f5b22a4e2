package dev.heatup.sandbox.worlds;

import dev.heatup.sandbox.Founded;
import dev.heatup.sandbox.Sandbox;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Puts the files of a new main world in the place of the present one's, or undoes it. For one replacement. */
final class MainSuccessor implements Sandbox.Successor {

    private final WorldOpener opener;
    private final Folders folders;
    private final Founded founded;
    private @Nullable Path kept;

    /** @param founded the new world, ready in its folder */
    MainSuccessor(WorldOpener opener, Folders folders, Founded founded) {
        this.opener = opener;
        this.folders = folders;
        this.founded = founded;
    }

    @Override
    public Sandbox.Opened open() {
        kept = folders.putMainAside();
        folders.bringIn();
        return opener.mainOf(founded);
    }

    @Override
    public Sandbox.Opened reopen() {
        if (kept != null) {
            folders.takeMainBack(kept);
        }
        return opener.storedMain();
    }
}
