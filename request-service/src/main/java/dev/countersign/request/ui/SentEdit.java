package dev.countersign.request.ui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.platform.web.ProblemException;
import dev.countersign.request.core.Edit;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The fields of the decision form that a checker may change (C-11): each by its name, what it is,
 * what it said, and what it is to say. What still says the same is no edit.
 */
public class SentEdit {
  private static final int LONGEST = 2000;
  private static final int LONGEST_EDIT = 16_000;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,20})?");

  @RestForm List<String> editField = List.of();
  @RestForm List<String> editKind = List.of();
  @RestForm List<String> editWas = List.of();
  @RestForm List<String> editValue = List.of();

  /** What the producer is to apply; empty if nothing was typed. */
  Optional<Edit> edit(SaidWords words) {
    var proposal = JsonNodeFactory.instance.objectNode();
    typed().forEach((field, value) -> put(proposal, field, value, words));
    var fields = new HashSet<String>();
    proposal.fieldNames().forEachRemaining(fields::add);
    var text = proposal.toString();
    if (text.length() > LONGEST_EDIT) {
      throw invalid(words.editTooLong());
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Edit(fields, text));
  }

  /** The changed fields as they were typed, so that a refusal loses nothing. */
  Map<String, String> typed() {
    var count = editField.size();
    if (editKind.size() != count || editWas.size() != count || editValue.size() != count) {
      throw SentDecision.malformed();
    }
    var typed = new LinkedHashMap<String, String>();
    for (var i = 0; i < count; i++) {
      if (!editValue.get(i).equals(editWas.get(i))) {
        typed.put(editField.get(i), editValue.get(i));
      }
    }
    return typed;
  }

  private void put(ObjectNode proposal, String field, String value, SaidWords words) {
    if (value.length() > LONGEST || value.indexOf(0) >= 0) {
      throw invalid(words.valueTooLong(LONGEST));
    }
    switch (editKind.get(editField.indexOf(field))) {
      case "TEXT" -> proposal.put(field, value.strip());
      case "NUMBER" -> proposal.put(field, number(value.strip(), words));
      case "FLAG" -> proposal.put(field, flag(value));
      default -> throw SentDecision.malformed();
    }
  }

  private static BigDecimal number(String text, SaidWords words) {
    if (!NUMBER.matcher(text).matches()) {
      throw invalid(words.notANumber());
    }
    return new BigDecimal(text);
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw SentDecision.malformed();
    };
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(422, "edit_invalid", detail);
  }
}
