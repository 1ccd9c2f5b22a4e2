package dev.heatup.run;

import java.util.Locale;

/**
 * Where a run stands.
 *
 * <pre>
 * queued → planning → running → completed   every step succeeded
 *    │         │          ├───→ partial     some did
 *    │         │          └───→ failed      none did
 *    ├─────────┴──────────────→ cancelled   somebody asked for it
 *    └────────────────────────→ refused     the network is not, or not known to be, a test network
 * </pre>
 */
public enum RunStatus {
    QUEUED,
    PLANNING,
    RUNNING,
    COMPLETED,
    PARTIAL,
    FAILED,
    CANCELLED,
    REFUSED;

    public boolean isLive() {
        return switch (this) {
            case QUEUED, PLANNING, RUNNING -> true;
            case COMPLETED, PARTIAL, FAILED, CANCELLED, REFUSED -> false;
        };
    }

    /** As reports write it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
