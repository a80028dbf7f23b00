package dev.countersign.local;

import dev.countersign.local.command.BenchRun;
import dev.countersign.local.command.DemoRun;
import dev.countersign.local.command.Down;
import dev.countersign.local.command.Kafka;
import dev.countersign.local.command.Logs;
import dev.countersign.local.command.Replay;
import dev.countersign.local.command.Republish;
import dev.countersign.local.command.Status;
import dev.countersign.local.command.Supervise;
import dev.countersign.local.command.TestRun;
import dev.countersign.local.command.Token;
import dev.countersign.local.command.Up;
import dev.countersign.local.command.Verify;
import java.io.PrintWriter;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code ./countersign}: a new command is one more class in this list. */
@Command(
    name = "countersign",
    description =
        "Countersign on this machine: PostgreSQL, Kafka, Connect, identity, mail, services.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Logs.class,
      Token.class,
      Kafka.class,
      DemoRun.class,
      TestRun.class,
      BenchRun.class,
      Verify.class,
      Replay.class,
      Republish.class,
      Supervise.class
    })
public final class Main {

  private static final int MISUSE = 2;

  /** Kept, because the logging library forgets a logger, and its level, that nobody holds. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  public static void main(String[] arguments) {
    KAFKA.setLevel(Level.SEVERE);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine all = new CommandLine(new Main());
    Map<String, CommandLine> commands = all.getSubcommands();
    // What follows a tool's name is the tool's; what test and bench do not know, they pass on.
    commands.values().stream()
        .filter(command -> command.getCommand() instanceof Kafka)
        .forEach(command -> command.setStopAtPositional(true));
    commands.values().stream()
        .filter(command -> passesOn(command.getCommand()))
        .forEach(command -> command.setUnmatchedOptionsArePositionalParams(true));
    return all.setParameterExceptionHandler((problem, _) -> explain(problem))
        .setExecutionExceptionHandler((problem, command, _) -> report(problem, command));
  }

  private static boolean passesOn(Object command) {
    return command instanceof TestRun || command instanceof BenchRun;
  }

  private static int explain(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    String what =
        problem instanceof UnmatchedArgumentException unmatched
            ? "Unknown: " + String.join(" ", unmatched.getUnmatched())
            : String.valueOf(problem.getMessage());
    command
        .getErr()
        .printf("%s; try ./%s --help.%n", what, command.getCommandSpec().qualifiedName());
    return MISUSE;
  }

  private static int report(Exception problem, CommandLine command) throws Exception {
    if (problem instanceof CliProblem) {
      PrintWriter err = command.getErr();
      err.println(problem.getMessage());
      return 1;
    }
    throw problem;
  }

  /** The version of what was built. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"countersign " + (version == null ? "0.1.0-SNAPSHOT" : version)};
    }
  }
}
