package dev.countersign.request.ui;

import dev.countersign.request.read.RequestSummary;

/** A request's status in one word and one colour; the word alone says it all. */
public record Badge(String text, String tone) {

  static Badge of(RequestSummary request, Tongue tongue) {
    return of(request.status(), tongue);
  }

  static Badge of(String status, Tongue tongue) {
    return Standing.of(status)
        .map(it -> new Badge(tongue.lists().state(it), it.tone()))
        .orElseGet(() -> new Badge(Words.of(status), ""));
  }
}
