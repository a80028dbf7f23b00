package dev.countersign.platform.web;

import java.util.List;

/** One condition of a list, {@code field.op=value}; {@code IN} has several values. */
public record Filter(String field, Op op, List<Object> values) {

  public Filter {
    values = List.copyOf(values);
  }

  /** The comparisons a list understands. */
  public enum Op {
    EQ("="),
    NE("<>"),
    IN("= any"),
    CONTAINS("contains"),
    GT(">"),
    GTE(">="),
    LT("<"),
    LTE("<=");

    final String sql;

    Op(String sql) {
      this.sql = sql;
    }
  }

  /** The one value of every comparison but {@code IN}. */
  public Object value() {
    return values.getFirst();
  }
}
