package dev.countersign.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses PLATFORM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.countersign.platform");

  @Test
  void dependsOnNoService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.countersign.rules..",
            "dev.countersign.request..",
            "dev.countersign.notification..",
            "dev.countersign.escalation..",
            "dev.countersign.embedded..")
        .because("every service depends on platform; what only one of them needs belongs there")
        .check(PLATFORM);
  }

  @Test
  void messagingAndStorageKnowNoHttp() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.countersign.platform.messaging..", "dev.countersign.platform.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.countersign.platform.web..", "dev.countersign.platform.page..", "jakarta.ws.rs..")
        .because("a consumer has no caller; what both doors need belongs into messaging or storage")
        .check(PLATFORM);
  }
}
