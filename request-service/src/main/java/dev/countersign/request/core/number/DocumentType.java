package dev.countersign.request.core.number;

import java.util.regex.Pattern;

/** What a number is for, such as INVOICE or PURCHASE_ORDER (F-170). The list is the partner's. */
public record DocumentType(String code) {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

  /** The numbers that requests themselves get, when a partner has a sequence for them. */
  public static final DocumentType APPROVAL_REQUEST = new DocumentType("APPROVAL_REQUEST");

  public DocumentType {
    if (!isCode(code)) {
      throw new IllegalArgumentException("Not the code of a document type: " + code);
    }
  }

  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }
}
