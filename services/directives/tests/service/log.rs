use crate::city::{self, City, doer, receiver, stranger};
use haicap_kit::events::{LogFault, verify};
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::json;
use std::collections::HashSet;

fn follower() -> Persona {
    Persona::new("HAICAP", Role::Service)
}

#[tokio::test(flavor = "multi_thread")]
async fn under_32_writers_a_follower_gets_every_event_once_and_in_order() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    let before = city.service.get(&follower(), "/directives/v1/events?after=latest").expect(200).await;
    const WRITERS: usize = 32;
    const EACH: usize = 4;
    let write = async {
        let writers = (0..WRITERS).map(async |_| {
            for _ in 0..EACH {
                let document = json!({ "scheme": "party", "document_type": "CV", "title": "Công văn", "issuer": "TT" });
                city.service.post(&receiver(), "/directives/v1/directives", &document).expect(201).await;
            }
        });
        futures_util::future::join_all(writers).await;
    };
    let follow = async {
        let (mut cursor, mut seen) = (before.text_at("/next_cursor").to_owned(), Vec::new());
        while seen.len() < WRITERS * EACH {
            let path = format!("/directives/v1/events?after={cursor}&wait=5&limit=50&kinds=directives.directive.");
            let page = city.service.get(&follower(), &path).expect(200).await;
            seen.extend(page.items().iter().map(|event| {
                (event["position"].as_str().unwrap().parse::<u64>().unwrap(), event["id"].as_str().unwrap().to_owned())
            }));
            cursor = page.text_at("/next_cursor").to_owned();
        }
        seen
    };
    let ((), seen) = futures_util::future::join(write, follow).await;
    assert_eq!(seen.len(), WRITERS * EACH);
    assert!(seen.windows(2).all(|two| two[1].0 == two[0].0 + 1), "positions rise without gaps");
    assert_eq!(seen.iter().map(|(_, id)| id).collect::<HashSet<_>>().len(), seen.len());
    let report = verify(&city.service.database.owner().await, None).await.unwrap();
    assert_eq!(report.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_a_deleted_and_an_inserted_row_and_a_cut_tail_are_found() {
    let service = city::start().await;
    let database = &service.database;
    let whole = verify(&database.owner().await, None).await.unwrap();
    assert!(whole.head > 400 && whole.faults.is_empty(), "{whole:?}");

    let find = async |sql: &str, mend: &str| {
        database.run(sql).await;
        let report = verify(&database.owner().await, Some(&whole.head_hash)).await.unwrap();
        database.run(mend).await;
        report.faults
    };
    let seventh = "(select event_id from event_position where position = 7)";
    let change = format!("update event set actor = actor || 'x' where id = {seventh}");
    let mend = format!("update event set actor = left(actor, -1) where id = {seventh}");
    assert_eq!(find(&change, &mend).await, [LogFault::Changed(7)]);
    let inserted = find(
        "insert into event (id, kind, subject, at, actor, organizations, data) \
         values ('00000000-0000-0000-0000-000000000001', 'x', 'x/1', now(), 'x', '{}', '{}')",
        "delete from event where id = '00000000-0000-0000-0000-000000000001'",
    );
    assert!(matches!(inserted.await.as_slice(), [LogFault::Inserted(_)]));
    let missing = find(
        "create table kept as select * from event_position where position = 9; \
         delete from event_position where position = 9",
        "insert into event_position select * from kept",
    );
    assert!(missing.await.contains(&LogFault::Missing(9)));
    let deleted = find(
        "alter table event_position drop constraint event_position_event_id_fkey; \
         alter table event_person drop constraint event_person_event_id_fkey; \
         create table gone as select * from event where id = (select event_id from event_position where position = 5); \
         delete from event where id in (select id from gone)",
        "insert into event select * from gone",
    );
    assert_eq!(deleted.await, [LogFault::Deleted(5)]);
    let cut = find(
        "create table tail as select * from event_position order by position desc limit 1; \
         delete from event_position where position in (select position from tail); \
         create table last as select * from event where id in (select event_id from tail); \
         delete from event_person where event_id in (select id from last); \
         delete from event where id in (select id from last)",
        "insert into event select * from last; insert into event_position select * from tail",
    );
    assert_eq!(cut.await, [LogFault::HeadMissing]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_services_role_cannot_rewrite_the_log() {
    let service = city::start().await;
    for table in ["event", "event_position", "event_log"] {
        use diesel_async::SimpleAsyncConnection;
        let mut connection = service.host.database.own().await.unwrap();
        assert!(connection.batch_execute(&format!("delete from {table}")).await.is_err(), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_the_feed_shows_nobody_what_they_do_not_see() {
    let city = City::with_conclusion().await;
    let kinds = "kinds=directives.assignment.,directives.directive.";
    let mine = city.service.get(&doer(), &format!("/directives/v1/events?{kinds}&wait=10")).expect(200).await;
    assert!(!mine.items().is_empty());
    let theirs = city.service.get(&stranger(), &format!("/directives/v1/events?{kinds}")).expect(200).await;
    assert!(theirs.items().is_empty());
    let operator = Persona::new("VPTU", Role::Operator);
    let none = city.service.get(&operator, &format!("/directives/v1/events?{kinds}")).expect(200).await;
    assert!(none.items().is_empty());
    assert_ne!(none.body["next_cursor"], serde_json::Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_log_or_of_a_restored_one_is_refused() {
    let service = city::start().await;
    let page = service.get(&follower(), "/directives/v1/events?after=latest").expect(200).await;
    let cursor = page.text_at("/next_cursor");
    service.database.run("delete from event_position where position > 100").await;
    let refused = service.get(&follower(), &format!("/directives/v1/events?after={cursor}")).expect(409).await;
    assert_eq!(refused.body["code"], "log_diverged");
    service.get(&follower(), "/directives/v1/events?after=nonsense").expect(400).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_backwards_by_thing_and_since_a_moment() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let read = async |query: &str| {
        let page = city.service.get(&receiver(), &format!("/directives/v1/events?{query}")).expect(200).await;
        let kinds: Vec<_> = page.items().iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect();
        (kinds, page)
    };
    city.service.post(&doer(), &format!("{task}/acknowledge"), &json!({})).expect(200).await;
    city.service.post(&doer(), &format!("{task}/start"), &json!({})).expect(200).await;
    let id = task.rsplit('/').next().unwrap();
    let of_task = format!("before=latest&subject=assignment/{id}");
    let settled = async || loop {
        let (kinds, page) = read(&format!("{of_task}&limit=2")).await;
        if kinds == ["directives.assignment.started", "directives.assignment.acknowledged"] {
            return page;
        }
    };
    let last = settled().await;
    let event = &last.items()[0];
    assert_eq!(event["subjecttitle"], "Mở các lớp tập huấn cho cấp ủy viên.");
    assert_eq!((&event["actor"], &event["actorname"]), (&json!("btc.coordinator"), &json!("Đồng chí btc.coordinator")));

    let (since, _) = read(&format!("after={}&subject=assignment/{id}", last.text_at("/from_cursor"))).await;
    assert_eq!(since, Vec::<String>::new(), "nothing happened since");
    // Backwards and forwards meet at the same place.
    let cursor = last.text_at("/next_cursor");
    let (forward, page) = read(&format!("after={cursor}&subject=assignment/{id}")).await;
    assert_eq!(forward, ["directives.assignment.acknowledged", "directives.assignment.started"]);
    assert_eq!(page.body["has_more"], false);
    let (before, _) = read(&format!("before={cursor}&limit=1&subject=assignment/{id}")).await;
    assert_eq!(before, ["directives.assignment.assigned"]);

    let (kinds, page) = read(&of_task).await;
    assert_eq!(kinds.len(), 3);
    assert_eq!(page.body["has_more"], false);
    let (all, mut cursor) = (read("limit=200").await.0.len(), "latest".to_owned());
    let mut found = 0;
    loop {
        let (kinds, page) = read(&format!("before={cursor}&limit=150")).await;
        found += kinds.len();
        cursor = page.text_at("/next_cursor").to_owned();
        if page.body["has_more"] == false {
            break;
        }
    }
    assert!(found >= all && all > 2, "every event was met: {found}");

    let at = event["time"].as_str().unwrap().replace('+', "%2B");
    for (since, is_there) in [(at.as_str(), true), ("2030-01-01T00:00:00%2B07:00", false)] {
        for end in ["", "before=latest&"] {
            let (kinds, _) = read(&format!("{end}since={since}&kinds=directives.assignment.started")).await;
            assert_eq!(!kinds.is_empty(), is_there, "{end}{since}");
        }
    }
    // Of two changes at a time, the one that began later was committed first: both are found since the earlier one began.
    let (start, acknowledged) = ("directives.assignment.started", "directives.assignment.acknowledged");
    let swap = format!(
        "update event set at = at + interval '1 second' where kind = '{acknowledged}' and subject like '%{id}'"
    );
    city.service.database.run(&swap).await;
    for end in ["", "before=latest&"] {
        let (mut kinds, _) = read(&format!("{end}since={at}&kinds=directives.assignment")).await;
        kinds.sort();
        assert_eq!(kinds, [acknowledged, start], "{end}");
    }
    let long = format!("subject=assignment/{}", "x".repeat(200));
    for wrong in ["after=latest&before=latest", "before=latest&wait=1", "before=x", "since=x", &long] {
        city.service.get(&receiver(), &format!("/directives/v1/events?{wrong}")).expect(400).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h02_what_somebody_no_longer_sees_has_no_title_in_the_feed() {
    let city = City::with_conclusion().await;
    let task = city.task().await;
    let subject = format!("assignment/{}", task.rsplit('/').next().unwrap());
    let titles = async |who: &Persona| {
        let page = city.service.get(who, &format!("/directives/v1/events?subject={subject}")).expect(200).await;
        page.items().iter().map(|event| event["subjecttitle"].clone()).collect::<Vec<_>>()
    };
    let given = json!({ "accountable": "DU-25747", "reason": "Thuộc phường." });
    city.service.post(&receiver(), &format!("{task}/reassign"), &given).expect(200).await;
    let before = Persona::new("DU-25747", Role::Coordinator);
    city.service.get(&before, &task).expect(200).await;
    let given = json!({ "accountable": "UBKT", "reason": "Đúng chức năng." });
    city.service.post(&receiver(), &format!("{task}/reassign"), &given).expect(200).await;
    city.service.get(&before, &task).expect(404).await;
    while titles(&receiver()).await.len() < 3 {}
    assert!(titles(&receiver()).await.iter().all(|title| title.is_string()));
    let left = titles(&before).await;
    assert!(left.len() == 2 && left.iter().all(|title| title.is_null()), "{left:?}");
}
