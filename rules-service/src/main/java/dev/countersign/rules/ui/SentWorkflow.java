package dev.countersign.rules.ui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.rules.ui.EditorPage.WorkflowForm;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form of a new workflow as it came back. */
public class SentWorkflow {
  @RestForm @Nullable String name;
  @RestForm @Nullable String operation;
  @RestForm @Nullable String description;
  @RestForm @Nullable String over;
  @RestForm @Nullable String role;

  WorkflowForm form() {
    return new WorkflowForm(
        SentText.of(name),
        SentText.of(operation),
        SentText.of(description),
        SentText.of(over),
        SentText.of(role));
  }

  /** A workflow begins with one level; without an amount it asks about everything. */
  ObjectNode document() {
    var form = form();
    var document = JsonNodeFactory.instance.objectNode();
    if (!form.name().isEmpty()) {
      document.put("name", form.name());
    }
    if (!form.description().isEmpty()) {
      document.put("description", form.description());
    }
    if (form.over().isEmpty()) {
      document.putArray("always").addObject().put("role", form.role());
    } else {
      document.put("over", form.over()).put("role", form.role());
    }
    return document;
  }
}
