package dev.countersign.rules.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** A real producer whose process dies at one call: that call and the abort do nothing. */
final class DyingProducer {

  private DyingProducer() {}

  @SuppressWarnings("unchecked") // The proxy implements exactly this interface.
  static Producer<byte[], byte[]> at(String method, Producer<byte[], byte[]> real) {
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (_, called, arguments) -> {
              if (called.getName().equals(method)) {
                real.flush();
                throw new KafkaException("the network is gone");
              }
              if (called.getName().equals("abortTransaction")) {
                return null;
              }
              try {
                return called.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
