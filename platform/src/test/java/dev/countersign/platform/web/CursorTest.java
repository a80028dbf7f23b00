package dev.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final List<String> POSITION = List.of("2026-01-01T00:00:00Z", "id-১");
  private final Cursor cursors = new Cursor(Optional.of("a secret of more than 32 characters"));

  @Test
  void opensWhatItSealed() {
    String cursor = cursors.seal("acme", "inbox", POSITION);
    assertThat(cursors.open("acme", "inbox", cursor)).isEqualTo(POSITION);
  }

  @Test
  @DisplayName("TN-04 a cursor is good for its partner and its query only")
  void refusesForeignCursors() {
    String cursor = cursors.seal("acme", "inbox", POSITION);
    assertRefused("bazaar", "inbox", cursor);
    assertRefused("acme", "inbox?status.eq=OPEN", cursor);
    assertRefused("acmei", "nbox", cursor);
    String other =
        new Cursor(Optional.of("another secret of 32 characters!")).seal("acme", "inbox", POSITION);
    assertRefused("acme", "inbox", other);
  }

  @Test
  @DisplayName("TN-04 a changed cursor is refused, whichever character it is")
  void refusesChangedCursors() {
    String cursor = cursors.seal("acme", "inbox", POSITION);
    for (int i = 0; i < cursor.length() - 1; i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      assertRefused("acme", "inbox", cursor.substring(0, i) + other + cursor.substring(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "!!", "' or 1=1 --", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesWhatIsNoCursor(String text) {
    assertRefused("acme", "inbox", text);
  }

  private void assertRefused(String partner, String query, String cursor) {
    assertThatThrownBy(() -> cursors.open(partner, query, cursor))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("cursor_invalid"));
  }
}
