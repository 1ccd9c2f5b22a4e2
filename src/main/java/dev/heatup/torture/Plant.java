package dev.heatup.torture;

import dev.heatup.telegram.Gateway;

/** Where a mistake can be put into the service, to see whether it is found. */
interface Plant {

    Plant NONE = new Plant() {};

    default Store store(Store honest) {
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
