-- What people are called who acted here, by the subjects of their tokens: everywhere else only the subject is kept. A
-- row can be erased like one of event_person.
create table person (
    subject text not null,
    name text not null,
    changed_at timestamptz not null default now(),
    constraint person_pkey primary key (subject)
);
create index person_changed_at_idx on person (changed_at);

insert into person (subject, name)
select distinct on (e.actor) e.actor, p.fields ->> 'actor_name'
from event e
join event_person p on p.event_id = e.id
where p.fields ->> 'actor_name' is not null
order by e.actor, e.id desc;
