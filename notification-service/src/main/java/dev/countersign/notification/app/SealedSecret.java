package dev.countersign.notification.app;

/** A secret as it is stored. It is never printed, whatever logs it. */
public final class SealedSecret {
  private final byte[] bytes;

  public SealedSecret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "SealedSecret";
  }
}
