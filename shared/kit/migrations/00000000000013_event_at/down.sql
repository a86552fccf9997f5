drop index event_at_idx;
