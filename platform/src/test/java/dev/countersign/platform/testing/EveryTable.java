package dev.countersign.platform.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.embedded.EmbeddedInfrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What holds for every table and every migration of a service: a new one is tried without anybody
 * thinking of it. A service's test extends this class.
 */
public abstract class EveryTable {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private static final String TABLES =
      """
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_|^information_schema$'
        and c.relname <> 'flyway_schema_history'
      """;

  /** The names of partners come from a setting of the transaction, for reading and for writing. */
  private static final String OPEN =
      "select n.nspname || '.' || c.relname "
          + TABLES
          + """
          and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
              and pg_get_expr(p.polqual, p.polrelid) like '%app.partner_ids%'
              and coalesce(pg_get_expr(p.polwithcheck, p.polrelid),
                pg_get_expr(p.polqual, p.polrelid)) like '%app.partner_ids%'))
          """;

  private static final String OPEN_WITH_PARTNERS =
      OPEN
          + """
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'partner_id')
          """;

  /** A policy that names no partner is for the scan and for capture, which only read. */
  private static final String LOOPHOLES =
      "select n.nspname || '.' || c.relname || ': ' || p.polname "
          + TABLES.replace("where", "join pg_policy p on p.polrelid = c.oid where")
          + """
          and coalesce(pg_get_expr(p.polqual, p.polrelid), '') not like '%app.partner_ids%'
          and (p.polcmd <> 'r' or exists (select from unnest(p.polroles) as of_role(id)
            where id = 0 or pg_get_userbyid(id) !~ '(_scan|^cdc)$'))
          order by 1
          """;

  private final int firstStep;
  private final List<String> ofNoPartner;

  /**
   * Names the exceptions.
   *
   * @param firstStep the migrations before this version made the schema of the first release
   * @param ofNoPartner the tables that hold nothing of a partner
   */
  protected EveryTable(int firstStep, List<String> ofNoPartner) {
    this.firstStep = firstStep;
    this.ofNoPartner = List.copyOf(ofNoPartner);
  }

  @Test
  @DisplayName("TN-13, TN-14: every table that knows partners shows each of them its own rows only")
  void everyTableIsClosed() throws SQLException {
    assertThat(read(OPEN_WITH_PARTNERS)).isEmpty();
    assertThat(read(LOOPHOLES)).isEmpty();
    assertThat(read(OPEN)).containsExactlyInAnyOrderElementsOf(ofNoPartner);
  }

  @Test
  @DisplayName("D13: a migration leaves a schema on which the version before goes on working")
  void everyMigrationOnlyAdds() throws IOException {
    var faults = new ArrayList<String>();
    try (var files = Files.list(MIGRATIONS)) {
      for (Path file : files.filter(this::isStep).sorted().toList()) {
        SchemaSteps.faults(Files.readString(file, UTF_8))
            .forEach(fault -> faults.add(file.getFileName() + ": " + fault));
      }
    }
    assertThat(faults).isEmpty();
  }

  private boolean isStep(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+).*", "$1"))
        >= firstStep;
  }

  private static List<String> read(String sql) throws SQLException {
    String database =
        ConfigProvider.getConfig().getValue("countersign.database.name", String.class);
    var found = new ArrayList<String>();
    try (var connection = EmbeddedInfrastructure.shared().databases().connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
