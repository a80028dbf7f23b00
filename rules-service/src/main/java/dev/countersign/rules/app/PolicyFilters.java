package dev.countersign.rules.app;

import dev.countersign.platform.web.Filters.Field;
import java.util.Map;

/** By what a list of policies can be filtered, the source documents' names included (F-191). */
public final class PolicyFilters {

  private static final String REVIEW_DUE =
      """
      (state = 'ACTIVE' and review_by < (now() at time zone
        (select p.zone from rules.partner p where p.id = v.partner_id))::date)::text\
      """;

  public static final Map<String, Field> FIELDS =
      Map.of(
          "operation", Field.text("operation"),
          "entity_type", Field.text("operation"),
          "state", Field.text("state"),
          "status", Field.text("state"),
          "is_active", Field.text("(state = 'ACTIVE')::text"),
          "reviewDue", Field.text(REVIEW_DUE),
          "name", Field.text("(terms::jsonb ->> 'name')"),
          "created_at", Field.time("created_at"),
          "updated_at", Field.time("coalesce(retired_at, activated_at, submitted_at, created_at)"));

  private PolicyFilters() {}
}
