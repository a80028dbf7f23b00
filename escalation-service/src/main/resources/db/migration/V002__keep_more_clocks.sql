-- A step has more clocks than its ladder, and a request more than its time to live: the agreed response time, the
-- timeout, the hold after an approval, the review of an override. Rungs above ten name them.
alter table escalation.timer
  drop constraint timer_purpose_check,
  drop constraint timer_check,
  drop constraint timer_check1,
  add constraint timer_purpose check (purpose in ('EXPIRE_REQUEST', 'ESCALATE_STEP', 'REMIND_SLA', 'REMIND_STEP',
    'EXPIRE_STEP', 'RELEASE_HOLD', 'REMIND_REVIEW', 'NOTE')),
  add constraint timer_slot check (step = 0 or rung > 0),
  add constraint timer_of_request check ((step = 0) = (purpose in ('EXPIRE_REQUEST', 'RELEASE_HOLD', 'REMIND_REVIEW')));
