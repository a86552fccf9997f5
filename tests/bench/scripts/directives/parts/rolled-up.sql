case when a.is_parent then (
           with recursive below as (
               select l.id, l.children, l.state, l.percent from assignment l where l.parent_id = a.id
               union all
               select l.id, l.children, l.state, l.percent from assignment l join below on l.parent_id = below.id
           )
           select array[
               floor(avg(case when state = 'completed' then 100 else percent end)
                   filter (where children = 0 and state not in ('withdrawn', 'closed_not_implemented')))::int,
               (100 * count(*) filter (where children = 0 and state = 'completed')
                   / nullif(count(*) filter (where children = 0 and state <> 'withdrawn'), 0))::int
           ] from below
       ) end
