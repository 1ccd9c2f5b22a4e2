package dev.heatup.torture;

import dev.heatup.telegram.Gateway;

/** Where a mistake can be put into the service, to see whether it is found. */
interface BugInjector {

    BugInjector NONE = new BugInjector() {};

    default TrialStore store(TrialStore honest) {
        return honest;
    }

    /** @param honest a node's way to the network */
    default Gateway gateway(Gateway honest) {
        return honest;
    }

    /** @param honest when a claim ends, on its node's clock */
    default long claimEnds(long honest) {
        return honest;
    }
}
