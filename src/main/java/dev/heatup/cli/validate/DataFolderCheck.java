package dev.heatup.cli.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Is there a folder to write to, or room for one? */
final class DataFolderCheck {

    private static final String SUBJECT = "data folder";
    private static final String REMEDY = "set HEATUP_DATA to a folder that you may write to";
    private static final long MEGABYTE = 1024 * 1024;
    private static final long MIN_FREE_BYTES = 50 * MEGABYTE;
    private static final long COMFORTABLE = 1024 * MEGABYTE;

    private DataFolderCheck() {}

    static CheckResult check(Path data) {
        if (Files.exists(data) && !Files.isDirectory(data)) {
            return CheckResult.fail(SUBJECT, data + " is a file", REMEDY);
        }
        Path existing = data;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return CheckResult.fail(SUBJECT, existing + " can't be written to", REMEDY);
        }
        try {
            return room(data, existing, Files.getFileStore(existing).getUsableSpace());
        } catch (IOException e) {
            return CheckResult.warn(SUBJECT, data + " does not say how much room it has", "check the disk");
        }
    }

    private static CheckResult room(Path data, Path existing, long bytes) {
        String text = data + (data.equals(existing) ? "" : " (made at the first start)") + ", " + bytes / MEGABYTE
                + " MB free";
        if (bytes < MIN_FREE_BYTES) {
            return CheckResult.fail(SUBJECT, text, "make room, or " + REMEDY);
        }
        return bytes < COMFORTABLE
                ? CheckResult.warn(SUBJECT, text, "make room before it runs for long")
                : CheckResult.ok(SUBJECT, text);
    }
}
