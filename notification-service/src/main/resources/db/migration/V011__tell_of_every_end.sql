-- A-15, F-146: people and endpoints also hear of overrides and revocations, of reminders, and of places handed on.
alter table notification.ledger_event drop constraint ledger_event_kind_check;
alter table notification.ledger_event add check (kind in ('STEP_STARTED', 'STEP_ESCALATED', 'STEP_REMINDED',
  'ASSIGNMENT_REASSIGNED', 'DECISION_RECORDED', 'REQUEST_APPROVED', 'REQUEST_REJECTED', 'REQUEST_EXPIRED',
  'REQUEST_CANCELLED', 'REQUEST_OVERRIDDEN', 'REQUEST_REVOKED'));
