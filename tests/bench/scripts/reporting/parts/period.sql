select id, regime, key, starts_on, ends_on, opens_at, cutoff_at, frozen_at, directory_version, rules, serves_clause
from period where regime = 'weekly' and
