package dev.countersign.request.ui;

import dev.countersign.platform.web.Filter;
import dev.countersign.platform.web.Filters;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The filters of a page: what its form sent, fields left empty left out. They mean the same as in
 * the API, because they are read by the same rules.
 */
public record PageFilters(List<Filter> filters, Map<String, String> texts) {

  public PageFilters {
    filters = List.copyOf(filters);
    texts = Map.copyOf(texts);
  }

  static PageFilters of(
      MultivaluedMap<String, String> query,
      Map<String, Filters.Field> allowed,
      Set<String> others) {
    var said = new MultivaluedHashMap<String, String>();
    var texts = new TreeMap<String, String>();
    query.forEach((name, values) -> {
      var given = values.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
      if (!others.contains(name) && !given.isEmpty()) {
        said.put(name, given);
        texts.put(name, given.getFirst());
      }
    });
    return new PageFilters(Filters.parse(said, allowed), texts);
  }

  /** What stands in the field of this name. */
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  public boolean isSet() {
    return !texts.isEmpty();
  }

  /** The filters once more, to go on with: {@code &maker=…&amount.gte=…}. */
  public String query() {
    return new TreeMap<>(texts)
        .entrySet().stream()
            .filter(it -> !it.getKey().equals("cursor"))
            .map(it -> "&" + encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
