package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README is run as a newcomer would: its blocks in order, in one shell. */
@ExtendWith(StackExtension.class)
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  /** Runs the tests, or takes the stack away from the other tests; each is run by itself anyway. */
  private static final List<String> ELSEWHERE =
      List.of("./countersign test", "./countersign down", "./countersign demo");

  @Test
  void everyCommandOfTheReadmeWorks(Stack stack) throws IOException, InterruptedException {
    var script = new StringBuilder("set -euo pipefail\n");
    var blocks = BLOCK.matcher(Files.readString(stack.repository().resolve("README.md")));
    while (blocks.find()) {
      if (!ELSEWHERE.contains(blocks.group(1).strip())) {
        script.append(blocks.group(1));
      }
    }
    var here = script.toString().replace("http://localhost:8080", stack.origin().toString());

    var log = Path.of("target", "readme.log");
    int status = stack.shell(here, log);

    assertThat(status).as(() -> read(log)).isZero();
    assertThat(read(log)).contains("REF-1").contains("\"operation\":\"expense\"");
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
