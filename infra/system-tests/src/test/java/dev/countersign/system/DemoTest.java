package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.local.demo.Demo;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class DemoTest {

  /** The demo is its own judge: unanswered and doubly answered events must both be none. */
  @Test
  void everyEventOfTheDayHasExactlyThePlannedAnswer_I7(Stack stack) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    assertThat(new Demo(stack.kafka(), stack.api(), out).run(1)).isTrue();
  }
}
