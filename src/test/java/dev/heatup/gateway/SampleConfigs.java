package dev.heatup.gateway;

import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.stream.Stream;

/** Answers to {@code help.getConfig}, to start from. */
public final class SampleConfigs {

    private SampleConfigs() {}

    public static Tl.Obj test() {
        return withCentres(centre(2, "149.154.167.40")).build();
    }

    static Tl.Obj withAddresses(String... addresses) {
        return withCentres(Stream.of(addresses).map(a -> centre(2, a)).toArray(Tl.Obj[]::new))
                .build();
    }

    static Tl.Builder withCentres(Tl.Obj... centres) {
        return withoutCentres().with("dc_options", List.of(centres));
    }

    static Tl.Builder withoutCentres() {
        return Tl.constructor("config").with("test_mode", true).with("this_dc", 2);
    }

    static Tl.Obj centre(long id, String address) {
        return Tl.constructor("dcOption")
                .with("id", id)
                .with("ip_address", address)
                .with("port", 443)
                .build();
    }
}
