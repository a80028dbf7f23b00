package dev.countersign.local.identity;

import dev.countersign.local.mail.MailCatcher;
import dev.countersign.local.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The child that plays the parts a company has already: its identity provider and its mail. */
public final class IdentityAndMail {

  private IdentityAndMail() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    StateDirectory directory = new StateDirectory(Path.of(options.getOrDefault("--state", "")));
    try (Identity identity = Identity.start(directory, port(options, "--identity"));
        MailCatcher mail = MailCatcher.start(port(options, "--smtp"), port(options, "--page"))) {
      System.out.println("Issuer " + identity.issuer() + ", SMTP on port " + mail.smtpPort());
      Thread.currentThread().join();
    }
  }

  private static int port(Map<String, String> options, String name) {
    return Integer.parseInt(options.getOrDefault(name, "0"));
  }
}
