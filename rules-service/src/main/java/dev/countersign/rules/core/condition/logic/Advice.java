package dev.countersign.rules.core.condition.logic;

/** What to write instead. */
public final class Advice {

  public static final String ON_FIELD =
      "a field is names separated by dots, elements of lists by their index: line_items.0.stock_id";

  public static final String ON_DECLARATION =
      "conditions of this operation may only read facts that are declared";

  private Advice() {}

  /** On an operator that JSON Logic does not have. */
  static String onOperator(String symbol) {
    if (isEscaped(symbol)) {
      return "copied out of a web page: write " + unescaped(symbol);
    }
    return "the operators are " + String.join(" ", LogicOperator.symbols());
  }

  /** Whether a symbol was escaped for HTML. */
  public static boolean isEscaped(String symbol) {
    return !unescaped(symbol).equals(symbol);
  }

  /** The symbol that was meant. */
  public static String unescaped(String symbol) {
    return symbol
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
