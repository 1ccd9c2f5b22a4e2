package dev.heatup.app;

import dev.heatup.dialogue.offline.OfflineWriter;
import dev.heatup.gateway.TestPhrases;
import dev.heatup.persona.Personas;
import dev.heatup.planner.offline.OfflinePlanner;
import dev.heatup.sandbox.traffic.Traffic;
import dev.heatup.sandbox.world.World;
import dev.heatup.text.MalformedPhrasesException;

/** All phrase files of the program, read before anything is opened, so that a broken one stops the start. */
final class ShippedPhrases {

    private ShippedPhrases() {}

    /** @throws MalformedPhrasesException when a file can't be used */
    static void read() {
        read(World::readPhrases);
        read(Traffic::readPhrases);
        read(Personas::readPhrases);
        read(OfflinePlanner::readPhrases);
        read(OfflineWriter::readPhrases);
        read(TestPhrases::shipped);
    }

    static void read(Runnable files) {
        try {
            files.run();
        } catch (ExceptionInInitializerError e) {
            // Whoever draws from a file keeps it in a constant.
            if (e.getCause() instanceof MalformedPhrasesException malformed) {
                throw malformed;
            }
            throw e;
        }
    }
}
