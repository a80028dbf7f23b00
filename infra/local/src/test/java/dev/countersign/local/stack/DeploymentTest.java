package dev.countersign.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {

  @TempDir Path folder;

  @Test
  void theCopyFollowsWhatIsBuilt() throws IOException {
    Path built = Files.createDirectories(folder.resolve("built/lib"));
    Path copy = folder.resolve("copy");
    Files.writeString(built.resolve("old.jar"), "old");
    Files.writeString(built.resolve("same.jar"), "same");
    Deployment.sync(folder.resolve("built"), copy);

    Files.delete(built.resolve("old.jar"));
    Files.writeString(built.resolve("new.jar"), "new");
    Files.writeString(built.resolve("same.jar"), "changed");
    Deployment.sync(folder.resolve("built"), copy);

    assertThat(copy.resolve("lib/old.jar")).doesNotExist();
    assertThat(copy.resolve("lib/new.jar")).hasContent("new");
    assertThat(copy.resolve("lib/same.jar")).hasContent("changed");
  }
}
