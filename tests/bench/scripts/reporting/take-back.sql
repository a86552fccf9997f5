-- The drafts that were submitted; see reports.sql.

delete from submission_value where submission_id between bench.id(3, 0) and bench.id(3, :drafts);

update submission set state = 'draft', hash = null, submitted_by = null, submitted_at = null
where state <> 'draft' and id between bench.id(3, 0) and bench.id(3, :drafts);

update obligation set
    version = 2, standing = 'nothing', effective_submission = null, latest_state = 'draft', first_submitted_at = null,
    was_late = null
where standing <> 'nothing' and latest_id between bench.id(3, 0) and bench.id(3, :drafts);
