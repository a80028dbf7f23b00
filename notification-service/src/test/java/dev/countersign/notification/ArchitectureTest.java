package dev.countersign.notification;

import dev.countersign.platform.testing.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.countersign.notification", "db", "kafka", "rest", "ui", "smtp", "http");
  }
}
