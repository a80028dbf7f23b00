-- The union of the source documents' catalogues.
insert into rules.operation (code, title, amount_use, sign_rule) values
  ('invoice', 'Invoice', 'REQUIRED', 'NON_NEGATIVE'),
  ('subscription', 'Subscription', 'REQUIRED', 'NON_NEGATIVE'),
  ('credit_note', 'Credit note', 'REQUIRED', 'NON_NEGATIVE'),
  ('wallet_adjustment', 'Wallet adjustment', 'REQUIRED', 'EITHER'),
  ('quote', 'Quote', 'REQUIRED', 'NON_NEGATIVE'),
  ('order', 'Order', 'REQUIRED', 'NON_NEGATIVE'),
  ('receipt', 'Receipt', 'REQUIRED', 'NON_NEGATIVE'),
  ('payment', 'Payment', 'REQUIRED', 'NON_NEGATIVE'),
  ('purchase_requisition', 'Purchase requisition', 'REQUIRED', 'NON_NEGATIVE'),
  ('purchase_order', 'Purchase order', 'REQUIRED', 'NON_NEGATIVE'),
  ('journal_entry', 'Manual journal entry', 'REQUIRED', 'NON_NEGATIVE'),
  ('supplier_invoice', 'Supplier invoice', 'REQUIRED', 'NON_NEGATIVE'),
  ('supplier_credit', 'Supplier credit', 'REQUIRED', 'NON_NEGATIVE'),
  ('expense', 'Expense', 'REQUIRED', 'NON_NEGATIVE'),
  ('booking', 'Booking', 'REQUIRED', 'NON_NEGATIVE'),
  ('refund', 'Refund', 'REQUIRED', 'NON_NEGATIVE'),
  ('credit_limit_change', 'Customer credit limit change', 'REQUIRED', 'NON_NEGATIVE'),
  ('supplier_bank_detail_change', 'Supplier bank detail change', 'NONE', 'NON_NEGATIVE'),
  ('payout', 'Payout', 'REQUIRED', 'NON_NEGATIVE'),
  ('period_close', 'Period close', 'NONE', 'NON_NEGATIVE'),
  ('write_off', 'Write-off', 'REQUIRED', 'NON_NEGATIVE');

insert into rules.operation_alias (alias, operation)
  select upper(code), code from rules.operation;
insert into rules.operation_alias values
  ('JOURNAL', 'journal_entry'), ('CREDIT', 'credit_note'), ('QUOTE_DISCOUNT', 'quote'),
  ('WRITEOFF', 'write_off'), ('BANK_DETAIL_CHANGE', 'supplier_bank_detail_change');

insert into rules.operation_event_type (event_type, operation, intent)
  select code || '.' || verb, code, intent
  from rules.operation,
    (values ('requested', 'OPEN'), ('revised', 'REVISE'), ('cancelled', 'CANCEL'), ('voided', 'CANCEL')) as v (verb, intent);
insert into rules.operation_event_type (event_type, operation, intent)
  select code || '.created', code, 'OPEN'
  from rules.operation
  where code in ('invoice', 'subscription', 'quote', 'order', 'receipt', 'purchase_requisition', 'purchase_order',
    'credit_note', 'journal_entry', 'expense', 'booking', 'supplier_invoice', 'supplier_credit',
    'supplier_bank_detail_change');

-- What has no amount is bound to all of its data: a bank account may be called anything.
insert into rules.operation_material (operation, name, path)
  select code, field, field
  from rules.operation, (values ('amount'), ('currency')) as f (field)
  where amount_use = 'REQUIRED';
-- Money that leaves the house: to whom is as material as how much.
insert into rules.operation_material (operation, name, path)
  select code, field, field
  from rules.operation, (values ('payee'), ('account')) as f (field)
  where code in ('payment', 'payout', 'refund');
insert into rules.operation_material values ('credit_limit_change', 'customerId', 'customerId');
