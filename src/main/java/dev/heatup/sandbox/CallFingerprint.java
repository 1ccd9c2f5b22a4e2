package dev.heatup.sandbox;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** A digest of what a call asks for, its {@code client_id} aside; the order of an object's fields doesn't matter. */
final class CallFingerprint {

    private final MessageDigest digest = ClassDigest.sha256();

    private CallFingerprint() {}

    /** 64 hexadecimal digits. */
    static String of(Call call) {
        CallFingerprint print = new CallFingerprint();
        switch (call) {
            case Call.JoinChat join -> print.text("join_chat").text(join.chat());
            case Call.SendMessage send -> {
                Long replyTo = send.replyTo();
                print.text("send_message").text(send.chat()).text(send.text());
                print.value(replyTo == null ? new Tl.Null() : Tl.of(replyTo));
            }
            case Call.Dialogs dialogs ->
                print.text("dialogs").value(Tl.of(dialogs.limit())).value(Tl.of(dialogs.offset()));
            case Call.InvokeRaw raw ->
                print.text("invoke_raw").text(raw.method()).value(raw.params());
        }
        return HexFormat.of().formatHex(print.digest.digest());
    }

    /** Kind, length and content, so that no two values write the same bytes. */
    private CallFingerprint value(Tl value) {
        switch (value) {
            case Tl.Obj(SequencedMap<String, Tl> fields) -> {
                mark("object", fields.size());
                new TreeMap<>(fields).forEach((name, field) -> text(name).value(field));
            }
            case Tl.Items(List<Tl> items) -> {
                mark("items", items.size());
                items.forEach(this::value);
            }
            case Tl.Text(String text) -> text(text);
            case Tl.Int(long number) -> mark("int", number);
            case Tl.Decimal(double number) -> mark("decimal", Double.doubleToLongBits(number));
            case Tl.Bool(boolean bool) -> mark("bool", bool ? 1 : 0);
            case Tl.Null() -> mark("null", 0);
        }
        return this;
    }

    private CallFingerprint text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
        mark("text", bytes.length);
        digest.update(bytes);
        return this;
    }

    private void mark(String kind, long number) {
        digest.update((kind + ' ' + number + ';').getBytes(StandardCharsets.US_ASCII));
    }
}
