package dev.heatup.gateway.http;

import dev.heatup.gateway.GatewayAddress;
import dev.heatup.telegram.Gateway;

/** The client without the limits of a foreign gateway, so that all of the contract can be held against the sandbox. */
public final class UnlimitedGateway {

    private UnlimitedGateway() {}

    public static Gateway open(GatewayAddress address) {
        return new HttpGateway(address);
    }
}
