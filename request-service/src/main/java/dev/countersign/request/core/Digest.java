package dev.countersign.request.core;

/** A SHA-256 in lower-case hexadecimal. Computed outside the core. */
public record Digest(String hex) {
  public Digest {
    if (hex.length() != 64) {
      throw new IllegalArgumentException("Expected 64 hexadecimal digits, but got " + hex.length());
    }
  }
}
