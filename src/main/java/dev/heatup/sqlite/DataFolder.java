package dev.heatup.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A folder with a database in it, kept for one process; the system lets go of it when the process dies, however it dies. */
public final class DataFolder implements AutoCloseable {

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes {@code folder}, which is made when it is missing.
     *
     * @param lock name of the file that says so; each database has its own
     * @throws StoreException when the folder is not writable, or somebody has it already
     */
    public static DataFolder take(Path folder, String lock) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            requireWritable(folder);
            channel = FileChannel.open(folder.resolve(lock), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) != null) {
                return new DataFolder(channel);
            }
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
        close(channel);
        throw new StoreException("another Heat Up already uses the data folder " + folder.toAbsolutePath()
                + ". Stop it, or set HEATUP_DATA to another folder.");
    }

    /** A file in it may be writable when nothing can be put beside it. */
    private static void requireWritable(Path folder) {
        if (!Files.isWritable(folder)) {
            throw notWritable(folder, null);
        }
    }

    private static StoreException notWritable(Path folder, @Nullable IOException cause) {
        return new StoreException(
                "the data folder " + folder.toAbsolutePath() + " is not writable"
                        + (cause == null ? "" : " (" + cause.getMessage() + ")")
                        + ". Give this user the right to write there, or set HEATUP_DATA to another folder.",
                cause);
    }

    /** Held by this very process is as taken as by another. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // The lock ends with the process at the latest.
        }
    }
}
