select id, obligation_id, number, state, is_nil, figures, narrative, reason, hash, edited_by, drafted_at, submitted_by, submitted_at, judged_by, judged_at, remark, remarks
from submission where id =
