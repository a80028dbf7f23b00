package dev.countersign.notification.http;

import dev.countersign.notification.core.Result;
import java.time.Duration;
import java.util.Optional;

/** What an HTTP status means for a delivery. Only 2xx is success; a redirect is none (G4). */
final class Answer {
  private Answer() {}

  static Result judge(int status, Optional<Duration> retryAfter) {
    var detail = "HTTP_" + status;
    if (status >= 200 && status < 300) {
      return new Result.Delivered(detail);
    }
    return switch (status) {
      case 410 -> new Result.Gone(detail);
      case 429, 503 -> new Result.Failed(detail, retryAfter);
      default -> Result.failed(detail);
    };
  }
}
