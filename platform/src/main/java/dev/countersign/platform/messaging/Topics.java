package dev.countersign.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Topic names as the broker knows them: the contract's name behind an installation's prefix. */
@ApplicationScoped
public class Topics {

  /** What the name of a dead-letter topic ends with. */
  public static final String DEAD_LETTERS = ".dlq";

  private final String prefix;

  public Topics(@ConfigProperty(name = "countersign.topic-prefix") Optional<String> prefix) {
    this.prefix = prefix.orElse("");
  }

  /** The broker's name of a topic of the contract. */
  public String of(String name) {
    return prefix + name;
  }

  /** The broker's name of the dead letters of a topic of the contract. */
  public String deadLettersOf(String name) {
    return prefix + name + DEAD_LETTERS;
  }

  /** The contract's name of a topic, for logs and metrics. */
  public String nameOf(String topic) {
    return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
  }
}
