package dev.countersign.local.command;

import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The background process of a stack, as the commands see it. */
final class SupervisorProcess {

  private static final int SECONDS_TO_STOP = 60;

  private SupervisorProcess() {}

  /** Starts it in a session of its own, so that neither Ctrl-C nor closing the terminal ends it. */
  static ProcessHandle start(StateDirectory directory, List<String> services) throws IOException {
    List<String> command = new ArrayList<>(inOwnSession());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath(directory), "dev.countersign.local.Main"));
    command.addAll(List.of("supervise", "--state", directory.root().toString()));
    command.addAll(services);
    Files.createDirectories(directory.logs());
    return new ProcessBuilder(command)
        .directory(directory.root().toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(directory.log("supervisor").toFile()))
        .start()
        .toHandle();
  }

  /** Stops it and with it all children; answers when nothing is left. */
  static void stop(StateDirectory directory, ProcessHandle supervisor) {
    supervisor.destroy();
    try {
      supervisor.onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      supervisor.destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Leftovers.stopRecorded(directory);
  }

  private static String classPath(StateDirectory directory) {
    return directory.deployed("classes") + ":" + directory.deployed("lib") + "/*";
  }

  private static List<String> inOwnSession() {
    Path setsid = Path.of("/usr/bin/setsid");
    return Files.isExecutable(setsid) ? List.of(setsid.toString()) : List.of("nohup");
  }
}
