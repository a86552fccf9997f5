-- How many requests were made about an obligation: there is a limit, which is asked for with every obligation.
alter table obligation
    add column requests integer not null default 0,
    add constraint obligation_requests_check check (requests >= 0);
update obligation o set requests = g.count
from (select obligation_id, count(*) as count from grant_request group by obligation_id) g where g.obligation_id = o.id;
