package dev.heatup.sandbox.user;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;

/** Telegram's {@code config}, as the test network answers it. Stateless. */
final class TlConfig {

    private static final int TEST_DC = 2;
    private static final int CONFIG_LIFE_SECONDS = 3600;

    private TlConfig() {}

    /** Says that this is a test network on this machine, which is what the guard asks for. */
    static Tl.Obj config(Instant worldTime) {
        Tl.Obj dataCentre = Tl.constructor("dcOption")
                .with("id", TEST_DC)
                .with("ip_address", "127.0.0.1")
                .with("port", 443)
                .build();
        return Tl.constructor("config")
                .with("date", worldTime.getEpochSecond())
                .with("expires", worldTime.getEpochSecond() + CONFIG_LIFE_SECONDS)
                .with("test_mode", true)
                .with("this_dc", TEST_DC)
                .with("dc_options", List.of(dataCentre))
                .with("dc_txt_domain_name", "sandbox.test")
                .with("chat_size_max", 200_000)
                .with("message_length_max", Call.SendMessage.MAX_TEXT)
                .build();
    }
}
