package dev.heatup.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

    @Test
    void readsTheFormThatHostsHandOut() {
        assertThat(Database.parse("postgres://me:p%40ss+%2F@db.test:5433/heatup?sslmode=require"))
                .contains(new Database(
                        "jdbc:postgresql://db.test:5433/heatup?sslmode=require", "me", new Secret("p@ss+/")));
        assertThat(Database.parse("postgresql://db/heatup"))
                .contains(new Database("jdbc:postgresql://db/heatup", null, null));
        assertThat(Database.parse("postgres://me@db/heatup"))
                .contains(new Database("jdbc:postgresql://db/heatup", "me", null));
    }

    @Test
    void readsJdbcsForm() {
        assertThat(Database.parse("jdbc:postgresql://a:1,b:2/heatup?user=me&password=p%26w&ssl=true"))
                .contains(new Database("jdbc:postgresql://a:1,b:2/heatup?ssl=true", "me", new Secret("p&w")));
        assertThat(Database.parse("jdbc:postgresql://[::1]:5432/heatup"))
                .contains(new Database("jdbc:postgresql://[::1]:5432/heatup", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/heatup",
                "jdbc:postgresql:heatup",
                "jdbc:postgresql://me:pw@db/heatup",
                "postgres://db",
                "postgres:///heatup",
                "postgres://me:p@ss@db/heatup",
                "postgres://me:%zz@db/heatup",
                "sqlite:heatup.db"
            })
    void refusesEverythingElse(String url) {
        assertThat(Database.parse(url)).isEmpty();
    }

    @Test
    void passwordAndParametersNeverShow() {
        assertThat(Database.parse("postgres://me:hidden@db/heatup?sslpassword=hidden")
                        .orElseThrow())
                .hasToString("jdbc:postgresql://db/heatup");
    }
}
