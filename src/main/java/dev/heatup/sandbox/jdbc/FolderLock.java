package dev.heatup.sandbox.jdbc;

import dev.heatup.sandbox.EventLogException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a sandbox's folder for one process; the system releases it when the process dies, however it dies. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock of(Path folder) {
        Path file = folder.resolve("sandbox.lock");
        try {
            // It stays open, and with it the lock, until close.
            @SuppressWarnings("resource")
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new EventLogException("the sandbox in " + folder + " is in use by another process; stop that one"
                        + " or choose another data folder");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new EventLogException("can't lock " + file + "; check that the folder is writable", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EventLogException("can't release the sandbox's lock", e);
        }
    }
}
