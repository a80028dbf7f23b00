package dev.countersign.embedded;

/**
 * One service's database. The password of each role is its name.
 *
 * @param service the service it belongs to; its roles are {@code <service>_migrate} and so on
 * @param name the database, different from the service's name where several stand side by side
 * @param address host and port
 */
public record Database(String service, String name, String address) {

  public String jdbcUrl() {
    return "jdbc:postgresql://" + address + "/" + name;
  }

  public String migrationRole() {
    return service + "_migrate";
  }

  public String serviceRole() {
    return service + "_app";
  }

  public String scanRole() {
    return service + "_scan";
  }

  public String captureRole() {
    return Databases.CAPTURE_ROLE;
  }
}
