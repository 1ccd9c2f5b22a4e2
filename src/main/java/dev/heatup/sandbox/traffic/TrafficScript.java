package dev.heatup.sandbox.traffic;

import dev.heatup.sandbox.world.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What somebody means to do, from one moment on; one of a row of such. A function of its number alone. */
interface TrafficScript {

    /** After its beginning, it is over after this at the latest. */
    Duration span();

    /** In order of time, none before {@code begins}. */
    List<Agenda.Due> steps(long number, Instant begins);
}
