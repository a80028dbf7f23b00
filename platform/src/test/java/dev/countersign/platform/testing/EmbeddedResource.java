package dev.countersign.platform.testing;

import dev.countersign.embedded.Database;
import dev.countersign.embedded.EmbeddedInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * A database, a topic prefix and an issuer for the tests that share one application. Use it as
 * {@code @WithTestResource(EmbeddedResource.class)}; with {@code scope = RESTRICTED_TO_CLASS} a
 * class gets an application and a database of its own. Arguments: {@code service} (default: the
 * configured {@code countersign.service}) and {@code kafka} ({@code false} starts no broker).
 */
public class EmbeddedResource implements QuarkusTestResourceLifecycleManager {

  private Map<String, String> arguments = Map.of();
  private @Nullable Database database;

  @Override
  public void init(Map<String, String> initArgs) {
    this.arguments = Map.copyOf(initArgs);
  }

  @Override
  public Map<String, String> start() {
    EmbeddedInfrastructure infrastructure = EmbeddedInfrastructure.shared();
    database = infrastructure.createDatabase(service());
    var settings = new HashMap<>(TestIssuer.settings());
    settings.put("countersign.database.address", database.address());
    settings.put("countersign.database.name", database.name());
    settings.put("countersign.database.password", database.serviceRole());
    settings.put("countersign.database.migration-password", database.migrationRole());
    settings.put("countersign.database.scan-password", database.scanRole());
    settings.put("countersign.topic-prefix", prefix());
    if (Boolean.parseBoolean(arguments.getOrDefault("kafka", "true"))) {
      settings.put("kafka.bootstrap.servers", infrastructure.kafka());
    }
    return settings;
  }

  @Override
  public void stop() {
    if (database == null) {
      return;
    }
    try {
      EmbeddedInfrastructure.shared().databases().drop(database.name());
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot drop " + database.name(), e);
    }
  }

  private String service() {
    String given = arguments.get("service");
    return given != null
        ? given
        : ConfigProvider.getConfig().getValue("countersign.service", String.class);
  }

  private static String prefix() {
    return "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
  }
}
