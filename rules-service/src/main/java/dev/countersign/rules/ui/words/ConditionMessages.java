package dev.countersign.rules.ui.words;

import dev.countersign.rules.core.condition.ConditionVocabulary;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * A condition in words; what they are stands in {@code messages/condition_*}, in English as traces
 * have it.
 */
@MessageBundle(value = "condition", locale = "en")
public interface ConditionMessages extends ConditionVocabulary {
  @Override
  String always();

  @Override
  String never();

  @Override
  String both(String one, String other);

  @Override
  String either(String one, String other);

  @Override
  String not(String part);

  @Override
  String onMissing(String part, String answer);

  @Override
  String between(String fact, String low, String high);

  @Override
  String is(String fact, String value);

  @Override
  String isOneOf(String fact, String values);

  @Override
  String contains(String fact, String text);

  @Override
  String startsWith(String fact, String text);

  @Override
  String endsWith(String fact, String text);

  @Override
  String isEmpty(String fact);

  @Override
  String crosses(String change, String tiers);

  @Override
  String crossesUp(String change, String tiers);

  @Override
  String crossesDown(String change, String tiers);

  @Override
  String percentOf(String percent, String fact);

  @Override
  String fields(int number);

  @Override
  String missing();
}
