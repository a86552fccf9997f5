//! What must hold of all rows at any time, as queries that return the rows of which it does not.

use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use haicap_kit::db::Statement;
use haicap_testing::TestService;

/// The sentence, and the ids of the rows that break it.
const INVARIANTS: &[(&str, &str)] = &[
    (
        "a whole counts its parts, and those of them that are open",
        "select a.id::text from assignment a
         where (a.children, a.open_children) <> (
             select count(*)::int, (count(*) filter (where c.ended_at is null))::int from assignment c
             where c.parent_id = a.id
         )",
    ),
    (
        "nothing that was submitted or has ended has an open part",
        "select a.id::text from assignment a join assignment c on c.parent_id = a.id
         where c.ended_at is null and (a.ended_at is not null or a.state = 'submitted')",
    ),
    (
        "a part is one level below its whole, in the same tree, of the same clause",
        "select c.id::text from assignment c join assignment a on a.id = c.parent_id
         where (c.level, c.root_id, c.clause_id, c.directive_id, c.clause_kind)
             is distinct from (a.level + 1, a.root_id, a.clause_id, a.directive_id, a.clause_kind)
         union all
         select id::text from assignment where parent_id is null and (root_id <> id or level <> 0)",
    ),
    (
        "an open part reports to who is accountable for the whole",
        "select c.id::text from assignment c join assignment a on a.id = c.parent_id
         where c.ended_at is null and c.reports_to is distinct from a.accountable",
    ),
    (
        "no organization does an open part of what it is accountable for",
        "select c.id::text from assignment c join assignment a on a.id = c.parent_id
         where c.ended_at is null and (c.accountable = a.accountable or c.executing = a.accountable)",
    ),
    (
        "nobody who does an assignment also helps or follows it",
        "select id::text from assignment
         where coordinating || monitoring && array_remove(array[accountable, executing], null)
             or accountable = executing",
    ),
    (
        "an assignment concerns its parties",
        "select a.id::text from assignment a
         where (select array_agg(distinct code order by code) from unnest(a.concerned) code)
             is distinct from (
                 select array_agg(distinct code order by code)
                 from unnest(array_remove(array[accountable, executing, reports_to, issuer], null)
                     || coordinating || monitoring) code
             )",
    ),
    (
        "the table of parties has what the assignments have",
        "with wanted as (
             select a.id, party.organization, a.due_sort, a.ended_at is null
             from assignment a cross join lateral unnest(a.concerned) party (organization)
         ), kept as (
             select assignment_id, organization, due_sort, is_open from assignment_party
         )
         select id::text from ((table wanted except table kept) union all (table kept except table wanted)) astray",
    ),
    (
        "a directive concerns whoever has a role in one of its assignments",
        "select a.id::text from assignment a join directive d on d.id = a.directive_id
         where not d.concerned @> a.concerned",
    ),
    (
        "an assignment is out of force only under a document that has ended",
        "select a.id::text from assignment a left join directive d on d.id = a.directive_id
         where not a.is_in_force and d.ended_at is null",
    ),
    (
        "a clause goes on under one of a document that ended its own",
        "select c.id::text from clause c join clause n on n.id = c.continued_by
             join directive d on d.id = c.directive_id join directive s on s.id = n.directive_id
         where d.ended_at is null or s.state = 'draft' or d.superseded_by is distinct from s.id and d.state <> 'revoked'",
    ),
    (
        "a draft has made nothing, and what is in force came into force",
        "select d.id::text from directive d
         where (d.state = 'draft') <> (d.effective_at is null)
             or d.state = 'draft' and exists (select from assignment a where a.directive_id = d.id)",
    ),
    (
        "what has ended says when, and by what or why",
        "select d.id::text from directive d
         where (d.state in ('superseded', 'revoked', 'annulled')) <> (d.ended_at is not null)
             or (d.state = 'superseded') <> (d.superseded_by is not null)
             or (d.state in ('revoked', 'annulled')) <> (d.revocation_reason is not null)",
    ),
    (
        "a document is superseded by one of its own issuer that says so",
        "select d.id::text from directive d join directive n on n.id = d.superseded_by
         where n.issuer <> d.issuer or n.state = 'draft'
             or not n.links @> jsonb_build_array(jsonb_build_object('kind', 'supersedes', 'directive_id', d.id))",
    ),
    (
        "a number that was taken is the one on the document, of a book of its issuer",
        "select d.id::text from number_taken t join directive d on d.id = t.directive_id
             join number_book b on b.code = t.book
         where d.state = 'draft' or d.scheme <> b.scheme or not b.issuers @> array[d.issuer]
             or t.serial <> substring(d.number from '^[0-9]+')::int",
    ),
    (
        "a series goes on only after numbers within reach of those before",
        "select series || ':' || serial from (
             select concat_ws(':', book, document_type, is_normative, span_starts_on) as series, serial, moves_series,
                    serial - coalesce(lag(serial) over (
                        partition by book, document_type, is_normative, span_starts_on order by serial
                    ), 1) as step
             from number_taken
         ) numbered where moves_series and step > 500",
    ),
    (
        "the body whose move it is follows from the state",
        "select id::text from assignment
         where mover is distinct from case
             when ended_at is not null or not is_in_force then null
             when state in ('submitted', 'declined') then coalesce(reports_to, issuer)
             else coalesce(executing, accountable)
         end",
    ),
    (
        "the basis of a date says where it comes from",
        "select a.id::text from assignment a
         where (a.due_basis = 'proposed') <> exists (
                 select from date_request r where r.assignment_id = a.id and r.state = 'pending' and r.kind = 'proposal'
             )
             or case when exists (select from date_request r where r.assignment_id = a.id and r.state = 'granted')
                 then a.due_basis not in ('approved', 'stated') else a.due_basis = 'approved' end
             or (a.original_due_on is null) <> (a.due_on is null)",
    ),
    (
        "a request waits exactly where the assignment says so, and is one",
        "select a.id::text from assignment a
         where a.pending_request::int <> (
             select count(*) from date_request r where r.assignment_id = a.id and r.state = 'pending'
         )",
    ),
    (
        "extensions are those that were granted, and the date in force is the last one",
        "select a.id::text from assignment a
         where a.extensions <> (
                 select count(*) from date_request r
                 where r.assignment_id = a.id and r.state = 'granted' and r.kind = 'extension'
             )
             or a.due_basis = 'approved' and a.due_on <> (
                 select r.due_on from date_request r where r.assignment_id = a.id and r.state = 'granted'
                 order by r.decided_at desc, r.id desc limit 1
             )",
    ),
    (
        "the date of a continuing duty is that of its oldest open period",
        "select a.id::text from assignment a
         where a.next_fulfilment_due_on is distinct from (
             select min(f.due_on) from fulfilment f where f.assignment_id = a.id and f.fulfilled_at is null
         )",
    ),
    (
        "the periods of a duty follow one another from the day on which it was given",
        "select f.assignment_id::text from (
             select assignment_id, starts_on, lag(ends_on) over (partition by assignment_id order by starts_on) as before
             from fulfilment
         ) f join assignment a on a.id = f.assignment_id
         where f.before >= a.assigned_at::date and f.starts_on <> f.before + 1",
    ),
    (
        "submissions are numbered without a gap, and each but the last has its verdict",
        "select s.assignment_id::text from submission s
         left join judgement j on (j.assignment_id, j.submission) = (s.assignment_id, s.number)
         join assignment a on a.id = s.assignment_id
         group by s.assignment_id, a.assigned_at
         having count(*) <> max(s.number)
             or count(*) filter (where j.verdict is null and s.submitted_at >= a.assigned_at) > 1",
    ),
    (
        "the last verdict and the state agree",
        "select a.id::text from assignment a
         left join lateral (
             select s.number, j.verdict from submission s
             left join judgement j on (j.assignment_id, j.submission) = (s.assignment_id, s.number)
             where s.assignment_id = a.id order by s.number desc limit 1
         ) last on true
         where (a.state = 'completed') <> (coalesce(last.verdict, '') = 'accepted')
             or (a.state = 'closed_not_implemented') <> (coalesce(last.verdict, '') = 'closed')
             or a.state = 'submitted' and (last.number is null or last.verdict is not null)",
    ),
    (
        "nobody judged their own submission, or decided on their own request",
        "select s.assignment_id::text from submission s
         join judgement j on (j.assignment_id, j.submission) = (s.assignment_id, s.number)
         where j.verdict <> 'returned' and j.judged_by = s.submitted_by
         union all
         select assignment_id::text from date_request where decided_by = requested_by",
    ),
    (
        "evidence belongs to a submission that was made or comes next, and its file to the assignment",
        "select e.assignment_id::text from evidence e
         left join attachment f on f.id = e.attachment_id
         where e.submission > 1 + (
                 select coalesce(max(s.number), 0) from submission s where s.assignment_id = e.assignment_id
             )
             or f.id is not null and f.assignment_id is distinct from e.assignment_id",
    ),
    (
        "nothing has more files than it may have",
        "select coalesce(directive_id, assignment_id)::text from attachment
         group by directive_id, assignment_id having count(*) > 50",
    ),
    (
        "an assignment is found by its title and nothing else",
        "select a.id::text from assignment a full join assignment_text t on t.assignment_id = a.id
         where a.id is null or t.assignment_id is null",
    ),
    (
        "every change of an assignment was told once, in the order of its versions",
        "select a.id::text from assignment a
         left join lateral (
             select count(*) as told, count(distinct e.data::jsonb ->> 'version') as versions,
                    max((e.data::jsonb ->> 'version')::int) as last
             from event e where e.subject = 'assignment/' || a.id and e.kind <> 'directives.assignment.urged'
         ) told on true
         where told.told = 0 or told.told <> told.versions or told.last > a.version",
    ),
];

/// Every invariant that does not hold, with some of the rows that break it.
pub(crate) async fn broken(service: &TestService) -> Vec<String> {
    let mut owner = service.database.owner().await;
    let mut broken = Vec::new();
    for (sentence, query) in INVARIANTS {
        let rows: Vec<(String,)> =
            Statement::<(Text,)>::new(format!("{query} limit 5")).load(&mut owner).await.expect(sentence);
        if !rows.is_empty() {
            broken.push(format!("{sentence}: {rows:?}"));
        }
    }
    broken
}
