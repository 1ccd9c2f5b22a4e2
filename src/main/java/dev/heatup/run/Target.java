package dev.heatup.run;

import dev.heatup.gateway.GatewayAddress;

/**
 * The network under test. A run belongs to the one for which it was made, and is never carried out on another.
 *
 * @param name as stores write it; the same for all nodes that work on it
 */
public record Target(String name) {

    /** What is in the process itself. Runs from before runs had a target count as its own. */
    public static final Target SANDBOX = new Target("sandbox");

    public static Target of(GatewayAddress gateway) {
        return new Target(gateway.canonical());
    }

    /** For people. */
    @Override
    public String toString() {
        return equals(SANDBOX) ? "the sandbox in this process" : name;
    }
}
