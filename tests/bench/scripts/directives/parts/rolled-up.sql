case when a.is_parent then (
           with recursive below as (
               select l.id, l.children, l.state, l.percent from assignment l where l.parent_id = a.id
               union all
               select l.id, l.children, l.state, l.percent from assignment l join below on l.parent_id = below.id
           )
           select floor(avg(case when state in ('completed', 'closed_not_implemented') then 100 else percent end))::int
           from below where children = 0 and state <> 'withdrawn'
       ) end
