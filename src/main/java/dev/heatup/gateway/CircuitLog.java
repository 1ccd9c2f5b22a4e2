package dev.heatup.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people once when nothing is sent any more, and once when it goes on. Thread-safe. */
public final class CircuitLog implements CircuitGateway.Listener {

    private static final Logger LOG = LoggerFactory.getLogger("heatup.gateway");

    @Override
    public void opened() {
        LOG.warn(
                "The gateway fails for everybody: nothing is sent to it, it is tried again every {} s, and runs wait",
                CircuitGateway.OPEN_FOR.toSeconds());
    }

    @Override
    public void closed() {
        LOG.info("The gateway answers again, and runs go on");
    }
}
