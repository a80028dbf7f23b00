package dev.countersign.system;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one stack of this run to every test that asks, and stops it at the end. */
final class StackExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Started.class, _ -> Started.now(), Started.class)
        .stack();
  }

  /** Stopped by JUnit when the last test is over. */
  private record Started(Stack stack) implements AutoCloseable {
    static Started now() {
      try {
        return new Started(Stack.start());
      } catch (IOException e) {
        throw new IllegalStateException("The stack does not start", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the stack started", e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        stack.stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
