package dev.heatup.simulate;

import dev.heatup.text.EnumNames;
import java.util.Locale;

/** What is measured of a simulation. */
public enum Metric implements EnumNames {
    /** Visits that began. */
    VISITS(Unit.COUNT),
    /** Visits of which no step succeeded, or that were refused. */
    VISITS_FAILED(Unit.COUNT),
    STEPS_FAILED(Unit.COUNT),
    /** Lines of the event log. */
    EVENTS(Unit.COUNT),
    /** What people and bots wrote, and channels posted. */
    MESSAGES(Unit.COUNT),
    /** Bots that the world describes and that never called. */
    BOTS_MISSING(Unit.COUNT),
    /** Bots that the world describes, that called, and whose updates nobody looked at in the end. */
    BOTS_LOST(Unit.COUNT),
    BOT_REPLIES(Unit.COUNT),
    BOT_UNANSWERED(Unit.COUNT),
    /** In real time, as the other two; without a value while no bot replied. */
    BOT_REPLY_P50(Unit.MILLIS),
    BOT_REPLY_P95(Unit.MILLIS),
    BOT_REPLY_MAX(Unit.MILLIS),
    /**
     * Of the labelled messages on which bots acted, by deleting them, stopping their authors or keeping them from being
     * written, the share that should go; without a value while there are none.
     */
    PRECISION(Unit.SHARE),
    /** Of the labelled messages that should go, written or prevented, the share on which bots acted. */
    RECALL(Unit.SHARE),
    F1(Unit.SHARE),
    /** 0 for bots that act on everything or on nothing. */
    MCC(Unit.CORRELATION),
    /** Of the people who neither wrote nor meant to write what should go, the share whom bots stopped. */
    WRONGLY_STOPPED(Unit.SHARE),
    /** How many people these are. */
    WRONGLY_BANNED(Unit.COUNT),
    /** Labelled messages that should stay and that bots kept from being written. */
    WRONGLY_PREVENTED(Unit.COUNT);

    private final Unit unit;

    Metric(Unit unit) {
        this.unit = unit;
    }

    public Unit unit() {
        return unit;
    }

    /** In what a metric is measured. */
    public enum Unit {
        COUNT {
            @Override
            public String written(double value) {
                return String.format(Locale.ROOT, "%.0f", value);
            }
        },
        /** Of real time. */
        MILLIS {
            @Override
            public String written(double value) {
                return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
            }
        },
        /** From 0 to 1. */
        SHARE {
            @Override
            public String written(double value) {
                return String.format(Locale.ROOT, "%.2f %%", value * 100);
            }
        },
        /** From −1 to 1. */
        CORRELATION {
            @Override
            public String written(double value) {
                return String.format(Locale.ROOT, "%.3f", value);
            }
        };

        /** For people. */
        public abstract String written(double value);
    }
}
