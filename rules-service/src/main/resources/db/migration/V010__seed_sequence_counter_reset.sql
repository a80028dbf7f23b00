-- Setting the counter of a document sequence by hand is itself a gated operation; approvers see, and bind themselves
-- to, the value it is set to. The subject is the sequence's id.
insert into rules.operation (code, title, amount_use, sign_rule) values
  ('sequence_counter_reset', 'Reset of a document sequence', 'NONE', 'NON_NEGATIVE');
insert into rules.operation_alias (alias, operation) values
  ('SEQUENCE_COUNTER_RESET', 'sequence_counter_reset');
insert into rules.operation_event_type (event_type, operation, intent) values
  ('sequence_counter_reset.requested', 'sequence_counter_reset', 'OPEN'),
  ('sequence_counter_reset.revised', 'sequence_counter_reset', 'REVISE'),
  ('sequence_counter_reset.cancelled', 'sequence_counter_reset', 'CANCEL'),
  ('sequence_counter_reset.voided', 'sequence_counter_reset', 'CANCEL');
insert into rules.operation_material (operation, name, path) values ('sequence_counter_reset', 'counter', 'counter');
