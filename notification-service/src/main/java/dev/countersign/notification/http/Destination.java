package dev.countersign.notification.http;

import java.net.InetAddress;

/** Where a call may go: the URL as it was checked, pinned to the address that was checked (G5). */
sealed interface Destination {

  record Pinned(EndpointUrl url, InetAddress address) implements Destination {}

  /** Will not be called, whatever happens to the name later. */
  record Forbidden(String code) implements Destination {}

  /** The name has no address just now. */
  record NotFound() implements Destination {}
}
