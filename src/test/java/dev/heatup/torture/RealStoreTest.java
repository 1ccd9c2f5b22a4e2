package dev.heatup.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Pools;
import dev.heatup.channel.json.ResourcePools;
import dev.heatup.store.Database;
import dev.heatup.store.SharedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised holds with the databases that the service has, too. */
class RealStoreTest {

    /** In which the planted mistakes are found: each has what one of them would spoil. */
    private static final List<Long> SEEDS = List.of(1L, 2L, 4L, 7L, 8L, 9L, 13L, 24L, 25L, 170L, 460L);

    @TempDir
    Path folder;

    private int databases;

    @Test
    void onSqlite() {
        assertThat(failures(() -> Database.sqlite(folder.resolve(String.valueOf(databases++)))))
                .isEmpty();
    }

    @Test
    void onPostgresql() {
        assertThat(failures(RealStoreTest::postgresql)).isEmpty();
    }

    private static Stream<Torture.Failure> failures(Supplier<Database> databases) {
        Torture torture = new Torture(
                ResourcePools.builtIn().find(Pools.DEFAULT).orElseThrow(),
                () -> new ServiceTrialDatabase(databases.get()));
        return SEEDS.stream().map(seed -> torture.run(seed, 1, _ -> {})).flatMap(Optional::stream);
    }

    private static Database postgresql() {
        try {
            return Database.postgresql(SharedPostgres.freshDatabase(), SharedPostgres.USER, null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
