package dev.countersign.local.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.local.Json;
import dev.countersign.local.state.PortTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreconditionsTest {

  @Test
  void namesThePortAndWhatHoldsIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PortTable ports =
          Json.MAPPER.readValue(
              "{\"origin\": %d}".formatted(taken.getLocalPort()), PortTable.class);

      assertThatThrownBy(() -> Preconditions.requireFreePorts(ports))
          .hasMessageContaining("Port " + taken.getLocalPort() + " (origin) is in use by process")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
          .hasMessageContaining("COUNTERSIGN_PORTS=free");
    }
  }

  @Test
  void readsListenersAndNothingElseFromTheSocketTable() {
    List<String> table =
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1",
            "   1: 0100007F:1F90 0100007F:C000 01 00000000:00000000 00:00000000 00000000     0        0 4712 1",
            "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1");

    assertThat(PortHolder.listeningSockets(table, 8080)).containsExactly("socket:[4711]");
  }

  @Test
  void saysHowMuchRoomIsMissing() {
    assertThatThrownBy(() -> Preconditions.requireDiskSpace(Path.of("/data"), 1L << 30))
        .hasMessageStartingWith("Only 1.0 GB are free where /data is, and the stack needs 2");
  }
}
