package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();
  private final StringWriter output = new StringWriter();

  @Test
  void anUnknownCommandIsOneSentence() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(errors.toString()).isEqualTo("Unknown: frobnicate; try ./countersign --help.\n");
  }

  @Test
  void aTokenWithoutAStackIsOneSentence() {
    assertThat(run("token", "supervisor@acme", "--state", folder.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("No stack is running here").hasLineCount(1);
  }

  @Test
  void aLogNobodyWritesIsOneSentence() {
    assertThat(run("logs", "kafka", "--state", folder.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("There is no log of kafka").hasLineCount(1);
  }

  @Test
  void downWithoutAStackIsFine() {
    assertThat(run("down", "--state", folder.toString())).isZero();
  }

  @Test
  void whatFollowsAKafkaToolIsTheTools() {
    var parsed =
        Main.commandLine().parseArgs("kafka", "topics", "--list", "--topic", "a", "--state", "x");

    assertThat(parsed.subcommand().matchedPositionals().getLast().stringValues())
        .containsExactly("--list", "--topic", "a", "--state", "x");
  }

  @Test
  void whatTestDoesNotKnowIsMavens() {
    var parsed = Main.commandLine().parseArgs("test", "-pl", "rules-service", "-Dtest=Some");

    assertThat(parsed.subcommand().matchedPositional(0).stringValues())
        .containsExactly("-pl", "rules-service", "-Dtest=Some");
  }

  @Test
  void whatBenchDoesNotKnowIsTheBenchmarks() {
    var parsed = Main.commandLine().parseArgs("bench", "--quick", "--people", "8");

    assertThat(parsed.subcommand().matchedPositional(0).stringValues())
        .containsExactly("--quick", "--people", "8");
  }

  @Test
  void everyCommandExplainsItself() {
    assertThat(run("up", "--help")).isZero();
    assertThat(output.toString()).contains("--attach").contains("--without");
  }

  private int run(String... arguments) {
    CommandLine all = Main.commandLine();
    return all.setErr(new PrintWriter(errors, true))
        .setOut(new PrintWriter(output, true))
        .execute(arguments);
  }
}
