package dev.countersign.request.core.number;

import java.util.regex.Pattern;

/** The code of a branch that counts on its own (F-175); empty is the partner as a whole. */
public record Branch(String code) {
  private static final Pattern CODE = Pattern.compile("[A-Z0-9]{0,10}");

  public static final Branch NONE = new Branch("");

  public Branch {
    if (!isCode(code)) {
      throw new IllegalArgumentException("Not the code of a branch: " + code);
    }
  }

  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  public boolean isNone() {
    return code.isEmpty();
  }
}
